"""What is read in one report.  The annotators are siblings that never import each other; the pipeline hands on records."""
