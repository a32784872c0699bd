"""PDF: the accessible document that is sent, and what is read out of PDF files from others."""
