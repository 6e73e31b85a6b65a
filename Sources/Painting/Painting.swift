// Scene to pixels with Cairo and Pango.
