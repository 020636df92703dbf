//! Lookups that are asked for at the same time travel together: one round trip and one execution
//! find what a server under load asks for in thirty. Whoever is alone does not wait.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use super::Postgres;
use crate::db::lookup::Lookup;
use crate::error::StoreError;

/// The most who are answered by one question.
const ASKERS_MAX: usize = 64;
/// How many such questions are under way; while they are, newcomers gather for the next.
const UNDER_WAY_MAX: usize = 2;

/// Keys that wait to be asked for, each with who waits for it.
pub(crate) struct Gather<L: Lookup>(Mutex<State<L>>);

type Answer<L> = oneshot::Sender<Option<<L as Lookup>::Found>>;
/// Those who want the same.
type Answers<L> = Vec<Answer<L>>;

struct State<L: Lookup> {
    waiting: Vec<(L, Answer<L>)>,
    under_way: usize,
}

impl<L: Lookup> Default for Gather<L> {
    fn default() -> Self {
        Self(Mutex::new(State {
            waiting: Vec::new(),
            under_way: 0,
        }))
    }
}

impl<L: Lookup> Gather<L> {
    /// Waits with the others; says whether somebody must go and ask.
    fn join(&self, key: L, answer: Answer<L>) -> bool {
        let mut state = self.state();
        state.waiting.push((key, answer));
        let free = state.under_way < UNDER_WAY_MAX;
        if free {
            state.under_way += 1;
        }
        free
    }

    /// What is wanted next, each key once, and by whom; nobody ends the asking.
    fn next(&self) -> Option<(Vec<L>, Vec<Answers<L>>)> {
        let gathered: Vec<_> = {
            let mut state = self.state();
            if state.waiting.is_empty() {
                state.under_way -= 1;
                return None;
            }
            let count = state.waiting.len().min(ASKERS_MAX);
            state.waiting.drain(..count).collect()
        };
        let mut keys: Vec<L> = Vec::with_capacity(gathered.len());
        let mut askers: Vec<Answers<L>> = Vec::with_capacity(gathered.len());
        for (key, answer) in gathered {
            let same = keys.iter().position(|known| *known == key);
            match same.and_then(|at| askers.get_mut(at)) {
                Some(others) => others.push(answer),
                None => {
                    keys.push(key);
                    askers.push(vec![answer]);
                }
            }
        }
        Some((keys, askers))
    }

    fn state(&self) -> MutexGuard<'_, State<L>> {
        // The state is whole between any two statements.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Postgres {
    /// What stands under a key.
    pub(in crate::db) async fn look_up<L: Lookup>(
        self: &Arc<Self>,
        key: L,
    ) -> Result<Option<L::Found>, StoreError> {
        let (answer, answered) = oneshot::channel();
        if L::gather(&self.gathers).join(key.clone(), answer) {
            // A task of its own: whoever stops waiting must not take the others' answers along.
            tokio::spawn(ask::<L>(Arc::clone(self)));
        }
        match answered.await {
            Ok(found) => Ok(found),
            // The common question failed. Alone, one learns why, or is answered after all.
            Err(_) => self.look_up_alone(&key).await,
        }
    }

    async fn look_up_alone<L: Lookup>(&self, key: &L) -> Result<Option<L::Found>, StoreError> {
        let found = self.rows(&key.query(), |row| L::read(row, 0)).await?;
        Ok(found.into_iter().next())
    }
}

/// Asks for what has gathered until nothing has.
async fn ask<L: Lookup>(postgres: Arc<Postgres>) {
    while let Some((keys, askers)) = L::gather(&postgres.gathers).next() {
        if let [key] = keys.as_slice() {
            if let Ok(found) = postgres.look_up_alone(key).await {
                tell::<L>(askers.into_iter().flatten(), found);
            }
            continue;
        }
        let query = L::query_of_several(&keys);
        let read = postgres.rows(&query, |row| Ok((row.small::<usize>(0)?, L::read(row, 1)?)));
        if let Ok(rows) = read.await {
            hand_out::<L>(rows, askers);
        }
    }
}

fn hand_out<L: Lookup>(rows: Vec<(usize, L::Found)>, askers: Vec<Answers<L>>) {
    let mut found: Vec<Option<L::Found>> = Vec::new();
    found.resize_with(askers.len(), || None);
    for (number, thing) in rows {
        if let Some(place) = number.checked_sub(1).and_then(|at| found.get_mut(at)) {
            *place = Some(thing);
        }
    }
    for (answers, thing) in askers.into_iter().zip(found) {
        tell::<L>(answers.into_iter(), thing);
    }
}

/// Tells everybody who waits the same; whoever has gone does not hear it.
fn tell<L: Lookup>(mut answers: impl Iterator<Item = Answer<L>>, found: Option<L::Found>) {
    let Some(first) = answers.next() else { return };
    for answer in answers {
        let _ = answer.send(found.clone());
    }
    let _ = first.send(found);
}
