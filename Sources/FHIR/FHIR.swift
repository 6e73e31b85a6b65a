// The R4 subset Palaute speaks, one file per resource, and its mapping to Surveys.
