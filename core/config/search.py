"""Who can be asked by the search: who holds which audience keys, and who tells all there is of a kind."""

from core.library import audiences as library_audiences
from core.library.actions import indexing as library_indexing
from core.search import people
from core.search.audiences import own_and_colleagues, provider
from core.search.places import knows_places, marks_places
from core.search.sources import source
from social.actions import indexing as talk
from social.queries.search_keys import keys_of_person
from social.queries.search_places import marks_of_places
from social.queries.search_places import places_of_person as spaces_of_person
from tutoring.actions import indexing as tutoring
from tutoring.queries.search_places import places_of_person as studies_of_person
from virtualclass.actions import indexing as virtualclass


def register() -> None:
    """Lists them; called once when the apps are loaded."""
    provider(own_and_colleagues)
    provider(library_audiences.of_person)
    provider(keys_of_person)
    knows_places(spaces_of_person)
    marks_places(marks_of_places)
    knows_places(studies_of_person)
    source("person", people.everybody)
    source("study", tutoring.every_study)
    source("study_fragment", tutoring.every_fragment)
    source("study_group", tutoring.every_group)
    source("space", talk.every_space)
    source("thread", talk.every_thread)
    source("post", talk.every_post)
    source("class", virtualclass.every_class)
    source("learning_object", library_indexing.everything)
