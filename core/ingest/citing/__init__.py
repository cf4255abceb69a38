"""Finding what a text cites, one kind of authority a module, and telling what each mention refers to."""
