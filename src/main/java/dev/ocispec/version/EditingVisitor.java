package dev.ocispec.version;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.schema.internal.DocumentVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Passes a document on, but for the places that are to be left out or to hold another text. */
final class EditingVisitor implements DocumentVisitor {
  private static final class Frame {
    final String pointer;
    final boolean list;
    String name = "";
    int index = -1;

    Frame(String pointer, boolean list) {
      this.pointer = pointer;
      this.list = list;
    }
  }

  private final DocumentVisitor target;
  private final Map<String, Optional<String>> edits;
  private final List<Frame> frames = new ArrayList<>();
  private int skipping;

  EditingVisitor(DocumentVisitor target, Map<String, Optional<String>> edits) {
    this.target = target;
    this.edits = edits;
  }

  @Override
  public void startObject() {
    start(false);
  }

  @Override
  public void startArray() {
    start(true);
  }

  private void start(boolean list) {
    if (skipping > 0) {
      skipping++;
      return;
    }
    Optional<String> pointer = next();
    if (pointer.isEmpty()) {
      skipping = 1;
    } else if (list) {
      target.startArray();
      frames.add(new Frame(pointer.get(), true));
    } else {
      target.startObject();
      frames.add(new Frame(pointer.get(), false));
    }
  }

  @Override
  public void endObject() {
    if (skipping > 0) {
      skipping--;
    } else {
      frames.remove(frames.size() - 1);
      target.endObject();
    }
  }

  @Override
  public void endArray() {
    if (skipping > 0) {
      skipping--;
    } else {
      frames.remove(frames.size() - 1);
      target.endArray();
    }
  }

  @Override
  public void name(String name) {
    if (skipping == 0) {
      Frame frame = frames.get(frames.size() - 1);
      frame.name = name;
      if (!isLeftOut(pointer(frame))) {
        target.name(name);
      }
    }
  }

  @Override
  public void text(String value) {
    if (skipping == 0) {
      next()
          .ifPresent(
              pointer ->
                  target.text(edits.getOrDefault(pointer, Optional.of(value)).orElse(value)));
    }
  }

  @Override
  public void integer(long value) {
    next(() -> target.integer(value));
  }

  @Override
  public void unsigned(long bits) {
    next(() -> target.unsigned(bits));
  }

  @Override
  public void number(String literal) {
    next(() -> target.number(literal));
  }

  @Override
  public void bool(boolean value) {
    next(() -> target.bool(value));
  }

  @Override
  public void nil() {
    next(target::nil);
  }

  private void next(Runnable pass) {
    if (skipping == 0 && next().isPresent()) {
      pass.run();
    }
  }

  /** The pointer of the value that comes now; empty when it is to be left out. */
  private Optional<String> next() {
    if (frames.isEmpty()) {
      return Optional.of("");
    }
    Frame frame = frames.get(frames.size() - 1);
    frame.index++;
    String pointer = pointer(frame);
    return isLeftOut(pointer) ? Optional.empty() : Optional.of(pointer);
  }

  private boolean isLeftOut(String pointer) {
    Optional<String> edit = edits.get(pointer);
    return edit != null && edit.isEmpty();
  }

  private static String pointer(Frame frame) {
    return frame.pointer
        + "/"
        + (frame.list ? Integer.toString(frame.index) : JsonPointer.escape(frame.name));
  }
}
