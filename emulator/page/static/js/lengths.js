// How much may still be typed, once little is left; and how much is missing, once one began.
const NEAR = 20;

function left(field) {
  const { maxLength, value } = field;
  const least = Number(field.dataset.least ?? 0);
  if (value && value.length < least) return `${least - value.length} more needed`;
  const rest = maxLength - value.length;
  return maxLength > 0 && rest <= Math.max(NEAR, maxLength / 10) ? `${rest} left` : "";
}

document.addEventListener("input", (event) => {
  const told = document.getElementById(`${event.target.id}-left`);
  if (told) told.textContent = left(event.target);
});
