"""Somebody fills in a form: it acts once, and says what to do when something is wrong."""

from uuid import UUID

from django import forms
from django.template import engines

from core.acts.refusals import Refused
from core.ui.forms import OnceForm, try_act


class NameForm(OnceForm):
    name = forms.CharField(label="Name", max_length=10, help_text="As colleagues say it.")
    open = forms.ChoiceField(label="Open to", choices=[("all", "All"), ("few", "Few")], widget=forms.RadioSelect)
    about = forms.CharField(label="About", required=False)


def refuse(field=None):
    raise Refused("test.taken", "This name is taken. Choose another.", field=field)


def drawn(form):
    return (
        engines["django"]
        .from_string('{% include "ui/_form.html" with form=form submit="Make" only %}')
        .render({"form": form})
    )


def test_a_valid_form_acts_and_gives_the_answer():
    form = NameForm({"name": "Lena", "open": "all"})
    assert try_act(form, lambda: form.cleaned_data["name"].upper()) == ("LENA", True)


def test_an_invalid_form_does_not_act():
    form = NameForm({"name": ""})
    assert try_act(form, lambda: refuse()) == (None, False)
    assert form.errors["name"]


def test_a_refusal_becomes_an_error_of_its_field_or_of_the_form():
    form = NameForm({"name": "Lena", "open": "all"})
    assert try_act(form, lambda: refuse("name")) == (None, False)
    assert form.errors["name"] == ["This name is taken. Choose another."]
    form = NameForm({"name": "Lena", "open": "all"})
    try_act(form, lambda: refuse("no_such_field"))
    assert form.non_field_errors() == ["This name is taken. Choose another."]


def test_every_form_carries_a_key_of_its_own_and_keeps_it_when_it_comes_back():
    first, second = NameForm(), NameForm()
    assert UUID(first["key"].value()).version == 4
    assert first["key"].value() != second["key"].value()
    key = str(first["key"].value())
    assert f'value="{key}"' in drawn(NameForm({"name": "", "key": key}))


def test_a_field_says_in_words_what_it_needs():
    html = drawn(NameForm())
    assert 'Name <span class="need">required</span>' in html
    assert 'About <span class="need">optional</span>' in html
    assert 'id="id_name_helptext">As colleagues say it.' in html
    assert 'aria-describedby="id_name_helptext"' in html


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = drawn(NameForm())
    assert '<legend>Open to <span class="need">required</span></legend>' in html
    assert html.count('type="radio"') == 2


def test_a_form_that_came_back_sums_up_what_to_do_and_leads_there():
    form = NameForm({"name": "", "open": "all"})
    form.is_valid()
    html = drawn(form)
    assert 'role="alert"' in html
    assert "data-focus-on-arrival" in html
    assert "What you wrote is kept." in html
    assert '<a href="#id_name">Name</a>: This field is required.' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_errors_and_labels_are_escaped():
    form = NameForm({"name": "x", "open": "<script>"})
    form.is_valid()
    assert "<script>" not in drawn(form)
