'use strict';
// The list once a second, each screen twice a second. One request of a kind in flight at a time, none while nobody looks.
const listEvery = 1000;
const screenEvery = 500;
const games = new Map();
const arrows = new Map([['ArrowUp', 'UP'], ['ArrowDown', 'DOWN'], ['ArrowLeft', 'LEFT'], ['ArrowRight', 'RIGHT']]);
const byId = id => document.getElementById(id);

async function loop(every, work, ended = () => false) {
  while (!ended()) {
    const started = performance.now();
    if (!document.hidden) await work().catch(() => {});
    await new Promise(done => setTimeout(done, Math.max(50, every - (performance.now() - started))));
  }
}

async function refreshList() {
  let list;
  try {
    const answer = await fetch('api/emulators', { cache: 'no-store' });
    list = await answer.json();
    if (!answer.ok) throw new Error(list.detail);
  } catch (failure) {
    byId('summary').textContent = `The node does not answer: ${failure.message}`;
    return;
  }
  const ready = list.filter(game => game.state === 'ready' || game.state === 'sequential').length;
  byId('summary').textContent = `${ready} of ${list.length} emulators play`;
  for (const [id, card] of games) {
    if (!list.some(game => game.id === id)) { card.gone = true; card.article.remove(); games.delete(id); }
  }
  for (const game of list) show(game);
}

function show(game) {
  let card = games.get(game.id);
  if (!card) { card = add(game.id); games.set(game.id, card); }
  const part = name => card.article.querySelector(name);
  part('.state').textContent = game.state;
  part('.state').className = `state ${game.state}`;
  part('.facts').textContent = [
    game.cartridge, `${game.stepsApplied.toLocaleString('en')} presses`, game.queued ? `${game.queued} queued` : null,
    game.agent ? `played by the ${game.agent} agent` : null,
    game.lease ? `leased to ${game.lease.holder ?? 'an agent'}` : null, game.dialect, game.node.replace(/^.*@/, ''),
  ].filter(Boolean).join(' · ');
  part('.problem').hidden = !game.problem;
  part('.problem').textContent = game.problem ?? '';
  part('.pad').hidden = Boolean(game.agent);
}

function add(id) {
  const article = byId('game').content.cloneNode(true).querySelector('article');
  const card = { article, gone: false, url: null };
  const image = article.querySelector('img');
  article.querySelector('h2').textContent = id;
  image.alt = `Screen of ${id}`;
  article.querySelector('.pad').setAttribute('aria-label', `Buttons of ${id}`);
  article.querySelector('.pad').addEventListener('click', event => {
    const keys = event.target.dataset.press;
    if (keys) press(id, keys, article.querySelector('.reply'));
  });
  byId('games').append(article);
  loop(screenEvery, () => refreshScreen(id, card, image), () => card.gone);
  return card;
}

async function refreshScreen(id, card, image) {
  const answer = await fetch(`api/emulators/${id}/screen.png`, { cache: 'no-store' });
  if (!answer.ok) return;
  const url = URL.createObjectURL(await answer.blob());
  image.src = url;
  if (card.url) URL.revokeObjectURL(card.url);
  card.url = url;
}

async function press(id, inputs, line) {
  line.className = 'reply';
  line.textContent = `${inputs} …`;
  try {
    const answer = await fetch(`api/emulators/${id}/inputs`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ inputs }),
    });
    const reply = await answer.json();
    line.textContent = answer.ok ? `${inputs}: ${reply.outcome} in ${reply.latencyMs} ms` : `${inputs}: ${reply.detail}`;
    line.classList.toggle('bad', !answer.ok);
  } catch (failure) {
    line.textContent = `${inputs}: ${failure.message}`;
    line.classList.add('bad');
  }
}

// Arrow keys press on the game that has the focus; without one, on the only game that nobody else plays.
document.addEventListener('keydown', event => {
  const inputs = arrows.get(event.key);
  if (!inputs || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const free = [...games].filter(([, card]) => !card.article.querySelector('.pad').hidden);
  const focused = event.target.closest?.('article');
  const found = focused ? free.find(([, card]) => card.article === focused) : free.length === 1 ? free[0] : undefined;
  if (!found) return;
  event.preventDefault(); // The page stays where it is.
  press(found[0], inputs, found[1].article.querySelector('.reply'));
});

loop(listEvery, refreshList);
