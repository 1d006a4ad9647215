"""The pretrained encoder that reads English: word pieces, its ONNX graph, and the decoding of trees.

Nothing here knows articles or events; ``component.py`` and ``loading.py`` are the modules that know spaCy.
"""
