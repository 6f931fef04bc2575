"""How forms look."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Renders every form with templates/ui/_fields.html, every field with templates/ui/_field.html."""

    form_template_name = "ui/_fields.html"
    field_template_name = "ui/_field.html"
