"""Fine-tunes the pretrained encoder to read: tags, features, trees, sentences and names. Needs torch."""
