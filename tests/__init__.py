"""Stories of what people do, told over the real house."""
