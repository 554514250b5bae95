package dev.ocispec.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a document through the schema: knows at every moment which place of the document it is at
 * and what the schema says of it. Subclasses do something with that.
 */
abstract class SchemaWalk implements DocumentVisitor {
  /** An object or list that has begun and not ended. */
  static final class Frame {
    final @Nullable SchemaType type;
    final boolean list;
    final long mark;
    final List<String> seen = new ArrayList<>();
    int index = -1;
    String name = "";

    Frame(@Nullable SchemaType type, boolean list, long mark) {
      this.type = type;
      this.list = list;
      this.mark = mark;
    }
  }

  private final SchemaType root;
  private final List<Frame> frames = new ArrayList<>();

  SchemaWalk(SchemaType root) {
    this.root = root;
  }

  /** Where the source of the document is; 0 when it has no text. */
  long mark() {
    return 0;
  }

  /** A value of JSON type {@code found} begins where the schema expects {@code expected}. */
  abstract void value(@Nullable SchemaType expected, String found);

  /** The name of a member of the object {@code frame} was seen. */
  abstract void member(Frame frame, String name);

  /** An object or list has ended, its frame still being the innermost. */
  abstract void end(Frame frame);

  /** JSON pointer of the value that is being looked at. */
  final String pointer() {
    StringBuilder pointer = new StringBuilder();
    for (Frame frame : frames) {
      pointer.append('/');
      if (frame.list) {
        pointer.append(frame.index);
      } else {
        escape(frame.name, pointer);
      }
    }
    return pointer.toString();
  }

  /** JSON pointer of the innermost object or list. */
  final String containerPointer() {
    Frame last = frames.remove(frames.size() - 1);
    String pointer = pointer();
    frames.add(last);
    return pointer;
  }

  /** Steps to the next value and tells what the schema says of it; null when it says nothing. */
  final @Nullable SchemaType next() {
    if (frames.isEmpty()) {
      return root;
    }
    Frame frame = frames.get(frames.size() - 1);
    if (frame.list) {
      frame.index++;
      return frame.type instanceof ListSchema schema ? schema.items() : null;
    }
    return frame.type instanceof ObjectSchema schema
        ? schema.typeOf(frame.name).orElse(null)
        : null;
  }

  /** Whether the schema allows {@code null} for the value that {@link #next()} stepped to. */
  final boolean nullAllowed() {
    Frame frame = frames.isEmpty() ? null : frames.get(frames.size() - 1);
    return frame != null
        && frame.type instanceof ObjectSchema schema
        && schema.nullable(frame.name);
  }

  @Override
  public final void startObject() {
    SchemaType expected = next();
    value(expected, "an object");
    frames.add(new Frame(expected instanceof ObjectSchema ? expected : null, false, mark()));
  }

  @Override
  public final void endObject() {
    close();
  }

  @Override
  public final void startArray() {
    SchemaType expected = next();
    value(expected, "a list");
    frames.add(new Frame(expected instanceof ListSchema ? expected : null, true, mark()));
  }

  @Override
  public final void endArray() {
    close();
  }

  private void close() {
    end(frames.get(frames.size() - 1));
    frames.remove(frames.size() - 1);
  }

  @Override
  public final void name(String name) {
    Frame frame = frames.get(frames.size() - 1);
    frame.name = name;
    if (frame.type != null) {
      frame.seen.add(name);
      member(frame, name);
    }
  }

  private static void escape(String name, StringBuilder out) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '~') {
        out.append("~0");
      } else if (c == '/') {
        out.append("~1");
      } else {
        out.append(c);
      }
    }
  }
}
