package dev.ocispec.spec.internal;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.spec.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Follows a pointer through a value that is shown, and keeps nothing but what stands there. */
public final class PointerSeek implements DocumentVisitor {
  private enum State {
    SEEKING,
    INSIDE,
    FOUND,
    GONE_BY
  }

  private final List<String> tokens;
  private final JsonValueCollector found = new JsonValueCollector();
  private State state = State.SEEKING;

  // How many objects and lists are open, how many of them the pointer led through, and how many
  // were open where the value that is looked for began.
  private int open;
  private int passed;
  private int start;

  // What the last one that the pointer led through is, and the token of its current value.
  private boolean inList;
  private int index;
  private String token = "";

  private PointerSeek(List<String> tokens) {
    this.tokens = tokens;
  }

  /** What stands at {@code pointer} of the value that {@code shown} shows. */
  public static Optional<JsonValue> find(Consumer<DocumentVisitor> shown, JsonPointer pointer) {
    PointerSeek seek = new PointerSeek(pointer.tokens());
    shown.accept(seek);
    return seek.state == State.FOUND ? Optional.of(seek.found.result()) : Optional.empty();
  }

  @Override
  public void startObject() {
    if (begins(false)) {
      found.startObject();
    }
  }

  @Override
  public void startArray() {
    if (begins(true)) {
      found.startArray();
    }
  }

  @Override
  public void endObject() {
    if (ends()) {
      found.endObject();
      leave();
    }
  }

  @Override
  public void endArray() {
    if (ends()) {
      found.endArray();
      leave();
    }
  }

  @Override
  public void name(String name) {
    if (state == State.INSIDE) {
      found.name(name);
    } else if (open == passed) {
      token = name;
    }
  }

  @Override
  public void text(String value) {
    if (isWanted()) {
      found.text(value);
      leave();
    }
  }

  @Override
  public void integer(long value) {
    if (isWanted()) {
      found.integer(value);
      leave();
    }
  }

  @Override
  public void unsigned(long bits) {
    if (isWanted()) {
      found.unsigned(bits);
      leave();
    }
  }

  @Override
  public void number(String literal) {
    if (isWanted()) {
      found.number(literal);
      leave();
    }
  }

  @Override
  public void bool(boolean value) {
    if (isWanted()) {
      found.bool(value);
      leave();
    }
  }

  @Override
  public void nil() {
    if (isWanted()) {
      found.nil();
      leave();
    }
  }

  /** Whether the object or list that begins is, or is within, what is looked for. */
  private boolean begins(boolean list) {
    boolean wanted = state == State.INSIDE;
    if (isNext()) {
      wanted = isTarget();
      if (!wanted) {
        passed++;
        inList = list;
        index = 0;
      }
    }
    open++;
    return wanted;
  }

  private boolean ends() {
    open--;
    if (state == State.SEEKING && open < passed) {
      state = State.GONE_BY;
    }
    return state == State.INSIDE;
  }

  /** Whether the value that comes and holds no others is, or is within, what is looked for. */
  private boolean isWanted() {
    return state == State.INSIDE || isNext() && isTarget();
  }

  /** Whether the pointer leads to the value that comes, or through it. */
  private boolean isNext() {
    if (state != State.SEEKING || open != passed) {
      return false;
    }
    if (inList) {
      token = Integer.toString(index++);
    }
    return passed == 0 || token.equals(tokens.get(passed - 1));
  }

  /** Whether the pointer, having led here, ends here. */
  private boolean isTarget() {
    if (passed < tokens.size()) {
      return false;
    }
    state = State.INSIDE;
    start = open;
    return true;
  }

  private void leave() {
    if (open == start) {
      state = State.FOUND;
    }
  }
}
