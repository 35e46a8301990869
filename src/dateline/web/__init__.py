"""A record as pages: one file that opens from a disk (page.py), or a server on this machine (server.py).

Both render the same templates with the same rows (dossier.py); they differ in where a link leads (links.py).  Report
text is hostile input: it reaches HTML through Jinja's escaping and marking.py, charts through charts.py, nothing else.
"""
