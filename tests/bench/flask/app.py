"""The two pages in Flask and SQLAlchemy, as one would write them, on the app's own database file and by its own words."""

import hashlib
import json
import os
import re
import time
import unicodedata
from datetime import date
from pathlib import Path

from flask import Flask, abort, render_template, request
from markupsafe import Markup, escape
from sqlalchemy import Column, ForeignKey, Integer, String, create_engine
from sqlalchemy.orm import declarative_base, joinedload, relationship, scoped_session, sessionmaker

folder = Path(os.environ["TEMPLATES"])
headers = json.loads((folder / "headers.json").read_text())

engine = create_engine(f"sqlite:///{os.environ['DATABASE']}")
db = scoped_session(sessionmaker(bind=engine))
Base = declarative_base()


class Exchange(Base):
    __tablename__ = "exchange"
    id = Column(String, primary_key=True)
    slug = Column(String, unique=True)
    name = Column(String)
    description = Column(String)
    budget = Column(String)
    registration_close_date = Column(String)
    exchange_date = Column(String)
    timezone = Column(String)
    state = Column(String)
    participants = relationship("Participant", back_populates="exchange")


class Participant(Base):
    __tablename__ = "participant"
    id = Column(String, primary_key=True)
    exchange_id = Column(String, ForeignKey("exchange.id"))
    name = Column(String)
    email = Column(String)
    gift_ideas = Column(String)
    withdrawn_at = Column(Integer)
    exchange = relationship("Exchange", back_populates="participants")


class Session(Base):
    __tablename__ = "other_session"
    id = Column(String, primary_key=True)
    token_hash = Column(String, unique=True)
    participant_id = Column(String, ForeignKey("participant.id"))
    expires_at = Column(Integer)
    participant = relationship("Participant")


app = Flask(__name__, template_folder=str(folder))
link = re.compile(r"https?://\S+")


@app.template_filter()
def in_words(day):
    return f"{date.fromisoformat(day):%A %-d %B %Y}"


@app.template_filter()
def zone(timezone):
    return timezone.split("/")[-1].replace("_", " ") + " time"


@app.template_filter()
def linked(text):
    return Markup(link.sub(lambda found: render_template("link.html", href=Markup(found[0])), str(escape(text))))


@app.teardown_appcontext
def close(_):
    db.remove()


@app.get("/healthz")
def healthz():
    return "ok"


@app.get("/exchange/<slug>/register")
def invitation(slug):
    exchange = db.query(Exchange).filter_by(slug=slug, state="registration_open").first()
    if exchange is None:
        abort(404)
    joined = db.query(Participant).filter_by(exchange_id=exchange.id, withdrawn_at=None).count()
    return render_template("invitation.html", exchange=exchange, joined=joined), headers["invitation"]


@app.get("/participant/dashboard")
def dashboard():
    me = signed_in()
    if me is None:
        abort(404)
    people = db.query(Participant).filter_by(exchange_id=me.exchange_id, withdrawn_at=None).all()
    names = sorted((person.name for person in people), key=lambda name: unicodedata.normalize("NFKD", name).casefold())
    return render_template("dashboard.html", exchange=me.exchange, me=me, names=names), headers["dashboard"]


def signed_in():
    """The participant whose session the cookie carries, if it still lives."""
    token = hashlib.sha256(request.cookies.get("other_session", "").encode()).hexdigest()
    session = (
        db.query(Session)
        .options(joinedload(Session.participant).joinedload(Participant.exchange))
        .filter(Session.token_hash == token, Session.expires_at > int(time.time() * 1000))
        .first()
    )
    return session.participant if session and session.participant.withdrawn_at is None else None
