"""A language server: findings while a draft is written. It needs pygls (extra `editor`) and the standard streams."""
