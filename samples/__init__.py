"""The sample library: a dozen fictional opinions, and the script that typesets them."""
