// Links from Tasklist to support's cases: in the menu, and on each card to the page of its case.
function link(text, address) {
  const element = document.createElement('a');
  element.textContent = text;
  element.href = address;
  element.target = '_blank';
  element.rel = 'noopener';
  return element;
}

const card = {
  id: 'case-page',
  pluginPoint: 'tasklist.card',
  priority: 100,
  render(node, vars, scope) {
    const variables = (scope.task._embedded || {}).variable || [];
    const number = variables.find(variable => variable.name === 'number');
    const element = number
      ? link('Open the case page', '/email-change/cases/' + encodeURIComponent(number.value))
      : link('Find the case', '/email-change/cases');
    element.className = 'case-page';
    // the card around it opens the task
    element.addEventListener('click', event => event.stopPropagation());
    node.append(element);
  }
};

const menu = {
  id: 'cases',
  pluginPoint: 'tasklist.navbar.action',
  priority: 50,
  render(node) {
    const element = link('Cases', '/email-change/cases');
    element.className = 'cases';
    node.append(element);
  }
};

export default [card, menu];
