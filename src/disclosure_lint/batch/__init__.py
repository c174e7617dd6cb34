"""Many reports at once: the roster, the store, the rules across reports, and what an oversight office gets."""
