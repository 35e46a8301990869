"""What is read in one report.  Annotators are siblings that never import each other; the pipeline hands on records."""
