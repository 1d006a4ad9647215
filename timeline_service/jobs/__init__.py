"""Many articles: shards of an archive, batches on an engine, jobs over REST. One bad article never costs another."""
