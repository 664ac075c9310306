import './board-field.css';
import type Combobox from '@github/combobox-nav';
import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { nameAccount } from '../../lib/store/books';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { describedBy, FieldFrame, SelectField } from '../ui/field';
import { Lazy } from '../ui/screen';
import { CheckLines, isWrong } from './check-lines';
import type { Form } from './form-model';

const loadAddBoard = () => import('./add-board').then(({ AddBoard }) => AddBoard);

/** Which Pinterest account; shown only where there is a choice. */
export function AccountField({ form }: { form: Form }) {
  const accounts = form.accounts.value;
  if (accounts.length < 2) return null;
  return (
    <SelectField
      label={t('composer.account')}
      name="account"
      value={form.draft.pin.value.accountId ?? ''}
      options={accounts.map((account) => [account.id, nameAccount(account)] as const)}
      onValue={(accountId) => void form.boards.chooseAccount(accountId)}
    />
  );
}

/** The combobox *Board*: an editable combobox with a list, as the ARIA practices describe it. */
export function BoardField({ form }: { form: Form }) {
  const id = useId();
  const isOpen = useSignal(false);
  const isAdding = useSignal(false);
  const found = form.boards.found.value;
  const trouble = form.boards.trouble.value;
  const text = form.boards.text.value.trim();
  const hasAccount = form.draft.pin.value.accountId !== null;
  const onPage = hasAccount ? form.boards.onPage.value : null;
  const offer = hasAccount && found.length === 0 && text !== '';
  const chosenId = form.boards.isTyping.value ? undefined : form.draft.pin.value.board?.id;
  const { input, list, load } = useListKeys(isOpen.value && (offer || found.length > 0), chosenId);
  const checks = <CheckLines form={form} area="board" />;

  const open = () => {
    isOpen.value = true;
  };
  const close = () => {
    isOpen.value = false;
  };
  const add = () => {
    isAdding.value = true;
    close();
  };
  const choose = (boardId: string | undefined) => {
    const board = found.find((one) => one.id === boardId);
    if (board) form.boards.choose(board);
    close();
  };
  const take = ({ target }: Event) => {
    const { board, add: isAdd } = (target as HTMLElement).dataset;
    if (isAdd) add();
    else choose(board);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen.value) {
      // Escape would close the whole popup.
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') open();
    else if (event.key === 'Enter' && !input.current?.getAttribute('aria-activedescendant')) {
      event.preventDefault();
      if (offer) return add();
      if (found.length === 1) choose(found[0]?.id);
      else form.boards.settle();
      close();
    }
  };

  return (
    <FieldFrame id={id} label={t('composer.board')} error={trouble} notes={checks}>
      <div class="board">
        <input
          ref={input}
          id={id}
          class="input"
          role="combobox"
          type="text"
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          placeholder={hasAccount ? t('composer.board.search') : t('composer.board.noAccount')}
          aria-expanded={isOpen.value}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          value={form.boards.text.value}
          onInput={(event) => {
            form.boards.type(event.currentTarget.value);
            open();
          }}
          onFocus={(event) => {
            load();
            event.currentTarget.select();
          }}
          onClick={open}
          onKeyDown={onKeyDown}
          onBlur={() => {
            form.boards.settle();
            close();
          }}
          {...describedBy(id, { error: trouble, notes: checks, isWrong: isWrong(form, 'board') })}
        />
        {hasAccount && (
          <Button small kind="quiet" icon="add" onClick={add}>
            {t('composer.board.add')}
          </Button>
        )}
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={t('composer.board.list')}
          class="board-list"
          hidden={!isOpen.value}
          // The box keeps the focus while the list is clicked, so that leaving the box means leaving both.
          onMouseDown={(event) => event.preventDefault()}
          onMouseUp={take}
          {...{ 'oncombobox-commit': take }}
        >
          {found.map((board) => (
            <div key={board.id} role="option" tabIndex={-1} data-board={board.id} id={`${id}-${board.id}`} dir="auto">
              {board.name}
            </div>
          ))}
          {offer && (
            <div key="add" role="option" tabIndex={-1} data-add="yes" id={`${id}-add`} dir="auto">
              {t('composer.board.addTyped', { text })}
            </div>
          )}
          {found.length === 0 && !offer && (
            <div role="option" tabIndex={-1} aria-disabled="true" class="board-none">
              {t('composer.board.none')}
            </div>
          )}
        </div>
      </div>
      {onPage && (
        <Button small kind="quiet" icon="board" onClick={() => void form.boards.add(onPage, 'page')}>
          {t('composer.board.addOnPage', { name: onPage.name })}
        </Button>
      )}
      {isAdding.value && (
        <Lazy
          load={loadAddBoard}
          props={{
            typed: text === form.draft.pin.value.board?.name ? '' : text,
            boards: form.boards,
            onClose: () => {
              isAdding.value = false;
            },
          }}
        />
      )}
    </FieldFrame>
  );
}

/**
 * Arrow keys, Enter and the active descendant, from the library, while the list is open. `load` fetches it. The list opens
 * on the chosen board.
 */
function useListKeys(isOpen: boolean, chosenId: string | undefined) {
  const library = useSignal<{ Combobox: typeof Combobox } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const combobox = useRef<Combobox>(undefined);
  const load = () => {
    if (library.value) return;
    void import('@github/combobox-nav').then((module) => {
      library.value = { Combobox: module.default };
    });
  };
  useLayoutEffect(() => {
    if (!isOpen || !library.value) return;
    if (input.current && list.current) {
      combobox.current ??= new library.value.Combobox(input.current, list.current, { tabInsertsSuggestions: false });
    }
    combobox.current?.start();
    const chosen = chosenId && list.current?.querySelector(`[data-board="${CSS.escape(chosenId)}"]`);
    if (chosen) {
      chosen.setAttribute('aria-selected', 'true');
      input.current?.setAttribute('aria-activedescendant', chosen.id);
    }
    // The zone around it scrolls: as much of the list as can be shown is.
    list.current?.scrollIntoView({ block: 'nearest' });
    if (chosen) chosen.scrollIntoView({ block: 'nearest' });
    return () => combobox.current?.stop();
  }, [isOpen, library.value]);
  return { input, list, load };
}
