"""The dashboard's entry script: navigation, what is being worked on, and the page asked for."""

from pathlib import Path

import streamlit as st

from pages._activity import activity
from pages._errors import errors_shown

# A file of our own: the icons by name are fetched from a server elsewhere.
st.set_page_config(page_title="Headnote", page_icon=Path(__file__).with_name("pages") / "headnote.svg", layout="wide")

page = st.navigation(
    {
        "Research": [
            st.Page("pages/search.py", title="Search", icon=":material/search:", help="Find passages by words and meaning"),
            st.Page("pages/authorities.py", title="Authorities", icon=":material/account_tree:", help="What a case cites, and what cites it"),
            st.Page("pages/network.py", title="Network", icon=":material/hub:", help="How the cases of the library cite one another"),
        ],
        "Library": [
            st.Page("pages/home.py", title="Home", icon=":material/local_library:", default=True, help="The cases: find, correct, archive, delete"),
            st.Page("pages/upload.py", title="Upload", icon=":material/upload_file:", help="Add opinions: files, a folder or a ZIP"),
            st.Page("pages/read.py", title="Read", icon=":material/menu_book:", help="A case page by page, beside its text"),
        ],
        "System": [st.Page("pages/system.py", title="System", icon=":material/monitor_heart:", help="How every part stands")],
    }
)

with st.sidebar:
    activity()

with errors_shown():
    page.run()
