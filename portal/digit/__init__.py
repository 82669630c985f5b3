"""Turning the workflows of DIGIT (egov-workflow-v2, its BusinessService) into service files. Pure: bytes in, text and
findings out."""
