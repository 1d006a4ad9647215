"""The rules of English, a file for each family; ``languages.load`` imports every module of this folder, by name."""
