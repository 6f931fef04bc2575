"""How forms look."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Renders every field with templates/ui/_field.html."""

    field_template_name = "ui/_field.html"
