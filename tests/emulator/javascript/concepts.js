// What Bolt for JavaScript's "Concepts" show, one after another, over HTTP: commands, shortcuts, forms, Home.
const { App } = require('@slack/bolt');

const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  endpoints: '/slack/events',
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});

const text = (words) => ({ type: 'plain_text', text: words });

app.command('/echo', async ({ command, ack, respond }) => {
  await ack();
  await respond(`${command.text}`);
});

app.shortcut('open_modal', async ({ shortcut, ack, client }) => {
  await ack();
  await client.views.open({
    trigger_id: shortcut.trigger_id,
    view: {
      type: 'modal',
      callback_id: 'view_1',
      title: text('My App'),
      submit: text('Submit'),
      blocks: [
        {
          type: 'input',
          block_id: 'input_c',
          label: text('What are your hopes and dreams?'),
          element: { type: 'plain_text_input', action_id: 'dreamy_input', multiline: true },
        },
        {
          type: 'section',
          block_id: 'section_1',
          text: text('Pick one'),
          accessory: { type: 'external_select', action_id: 'external_action', placeholder: text('Select') },
        },
        { type: 'actions', elements: [{ type: 'button', action_id: 'button_abc', text: text('Click me!') }] },
      ],
    },
  });
});

app.options('external_action', async ({ options, ack }) => {
  await ack({ options: [{ text: text(`${options.value} is one`), value: 'one' }] });
});

app.action('external_action', async ({ ack }) => {
  await ack();
});

app.action('button_abc', async ({ ack, body, client }) => {
  await ack();
  await client.views.update({
    view_id: body.view.id,
    hash: body.view.hash,
    view: {
      ...{ type: 'modal', callback_id: 'view_1', title: text('Updated modal'), submit: text('Submit') },
      blocks: [body.view.blocks[0]],
    },
  });
});

app.view('view_1', async ({ ack, body, view, client }) => {
  const dreams = view.state.values.input_c.dreamy_input.value;
  if (dreams.length < 5) {
    await ack({ response_action: 'errors', errors: { input_c: 'Dream on.' } });
    return;
  }
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: `You dream of ${dreams}` });
});

app.event('app_home_opened', async ({ event, client }) => {
  const section = { type: 'section', text: { type: 'mrkdwn', text: '*Welcome home* :tada:' } };
  await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [section] } });
});

(async () => {
  const server = await app.start(0);
  console.log(server.address().port);
})();
