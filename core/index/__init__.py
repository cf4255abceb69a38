"""The derived indexes: words (Tantivy), meaning (FAISS), the embedder that feeds them, and their keeper."""
