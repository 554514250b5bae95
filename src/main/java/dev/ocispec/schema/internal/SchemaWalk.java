package dev.ocispec.schema.internal;

import dev.ocispec.report.JsonPointer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Follows a document through the schema: knows at every moment which place of the document it is at
 * and what the schema says of it. Subclasses do something with that.
 */
abstract class SchemaWalk implements DocumentVisitor {
  /** An object or list that has begun and not ended; used again for the next one at its depth. */
  static final class Frame {
    @Nullable SchemaType type;
    boolean list;
    long mark;
    int index;
    String name = "";

    /** What the schema knows of the member whose name came last. */
    @Nullable Member member;

    /** What the value of that member must be. */
    @Nullable SchemaType value;

    /** The required members that were seen, as bits in the order of the schema's list. */
    long seen;

    private void begin(@Nullable SchemaType ofType, boolean ofList, long atMark) {
      type = ofType;
      list = ofList;
      mark = atMark;
      index = -1;
      name = "";
      member = null;
      value = null;
      seen = 0;
    }
  }

  private final SchemaType root;
  private Frame[] frames = new Frame[8];
  private int depth;

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
    return pointer(depth);
  }

  /** JSON pointer of the innermost object or list. */
  final String containerPointer() {
    return pointer(depth - 1);
  }

  private String pointer(int length) {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < length; i++) {
      pointer.append('/');
      if (frames[i].list) {
        pointer.append(frames[i].index);
      } else {
        pointer.append(JsonPointer.escape(frames[i].name));
      }
    }
    return pointer.toString();
  }

  /** Steps to the next value and tells what the schema says of it; null when it says nothing. */
  final @Nullable SchemaType next() {
    if (depth == 0) {
      return root;
    }
    Frame frame = frames[depth - 1];
    if (frame.list) {
      frame.index++;
      return frame.type instanceof ListSchema schema ? schema.items() : null;
    }
    return frame.value;
  }

  /** Whether the schema allows {@code null} for the value that {@link #next()} stepped to. */
  final boolean nullAllowed() {
    if (depth == 0) {
      return false;
    }
    Member member = frames[depth - 1].member;
    return member != null && member.nullable();
  }

  /** Whether what {@link #next()} stepped to is the value of a member that may be left out. */
  final boolean isOptionalMember() {
    if (depth == 0 || frames[depth - 1].list) {
      return false;
    }
    Member member = frames[depth - 1].member;
    return member != null && !member.required();
  }

  @Override
  public final void startObject() {
    SchemaType expected = next();
    value(expected, "an object");
    if (expected instanceof ObjectSchema schema) {
      push(schema, false, !schema.required().isEmpty());
    } else {
      push(null, false, false);
    }
  }

  @Override
  public final void endObject() {
    close();
  }

  @Override
  public final void startArray() {
    SchemaType expected = next();
    value(expected, "a list");
    if (expected instanceof ListSchema schema) {
      push(schema, true, schema.minItems() > 0);
    } else {
      push(null, true, false);
    }
  }

  @Override
  public final void endArray() {
    close();
  }

  /** {@code marked} tells whether the place of the beginning may be asked for at the end. */
  private void push(@Nullable SchemaType type, boolean list, boolean marked) {
    if (depth == frames.length) {
      frames = Arrays.copyOf(frames, depth * 2);
    }
    Frame frame = frames[depth];
    if (frame == null) {
      frame = new Frame();
      frames[depth] = frame;
    }
    frame.begin(type, list, marked ? mark() : 0);
    depth++;
  }

  private void close() {
    end(frames[depth - 1]);
    depth--;
  }

  @Override
  public final void name(String name) {
    Frame frame = frames[depth - 1];
    frame.name = name;
    if (frame.type instanceof ObjectSchema schema) {
      Member member = schema.member(name);
      frame.member = member;
      frame.value = member != null ? member.type() : schema.valueOf(name);
      if (member != null && member.required()) {
        frame.seen |= schema.requiredBit(member);
      }
      member(frame, name);
    }
  }
}
