// The dashboard's pages say of a refused button only that it went wrong. The answer says why; show that.
(() => {
  const ask = window.fetch.bind(window);
  const show = (sentence) => {
    document.querySelectorAll('.tidemark-refusal').forEach((old) => old.remove());
    const box = document.createElement('button');
    box.type = 'button';
    box.className = 'tidemark-refusal';
    box.setAttribute('role', 'alert');
    box.title = 'Close';
    box.textContent = sentence;
    box.addEventListener('click', () => box.remove());
    document.body.append(box);
  };
  window.fetch = async (address, options) => {
    const answer = await ask(address, options);
    if (options && options.method && options.method !== 'GET' && answer.status >= 400) {
      answer.clone().json().then((told) => show(String(told.error)), () => {});
    }
    return answer;
  };
})();
