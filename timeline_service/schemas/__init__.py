"""What goes in and what comes out, as marshmallow schemas: one file a family; ``openapi.yaml`` is made from them."""

from timeline_service.schemas.annotation import Annotation, Dates
from timeline_service.schemas.article import (
    NOT_BLANK,
    ArchivedArticle,
    Article,
    ArticleParameters,
    JsonlDocument,
    NinjsItem,
    TypedDate,
)
from timeline_service.schemas.corrections import CorrectionsIn, CorrectionsQuery, EventChange
from timeline_service.schemas.jobs import JobList, JobOut, JobParameters, JobResults, NewJob, PageQuery
from timeline_service.schemas.problem import Problem
from timeline_service.schemas.search import EventQuery, EventsFound
from timeline_service.schemas.service import Health, Ready, SignIn, Version
from timeline_service.schemas.stored import (
    CommentIn,
    CommentsOut,
    DetailQuery,
    DocumentIn,
    DocumentsOut,
    ExternalId,
    LeftOutRows,
    NewTimeline,
    Revisions,
    StoredTimelineOut,
    TimelineChange,
    TimelineIn,
    TimelineList,
    TimelineQuery,
)
from timeline_service.schemas.timeline import Timeline
from timeline_service.schemas.validation import Invalid, checked

__all__ = [
    "NOT_BLANK",
    "Annotation",
    "ArchivedArticle",
    "Article",
    "ArticleParameters",
    "CommentIn",
    "CommentsOut",
    "CorrectionsIn",
    "CorrectionsQuery",
    "Dates",
    "DocumentIn",
    "DocumentsOut",
    "EventChange",
    "EventQuery",
    "EventsFound",
    "ExternalId",
    "Health",
    "Invalid",
    "JobList",
    "JobOut",
    "JobParameters",
    "JobResults",
    "JsonlDocument",
    "LeftOutRows",
    "NewJob",
    "DetailQuery",
    "NewTimeline",
    "NinjsItem",
    "PageQuery",
    "Problem",
    "Ready",
    "Revisions",
    "SignIn",
    "StoredTimelineOut",
    "Timeline",
    "TimelineChange",
    "TimelineIn",
    "TimelineList",
    "TimelineQuery",
    "TypedDate",
    "Version",
    "checked",
]
