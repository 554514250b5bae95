package dev.ocispec.json.internal;

import dev.ocispec.schema.internal.DocumentVisitor;
import dev.ocispec.schema.internal.JsonQuotes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The canonical form of a document: no white space, members ordered by the UTF-16 units of their
 * names, strings with the shortest escapes, whole numbers by all their digits, other numbers in
 * ECMAScript's shortest form.
 */
public final class CanonicalText implements DocumentVisitor {
  private static final class Frame {
    final TreeMap<String, String> members = new TreeMap<>();
    final StringBuilder elements = new StringBuilder();
    final boolean list;
    String name = "";

    Frame(boolean list) {
      this.list = list;
    }
  }

  private final List<Frame> frames = new ArrayList<>();
  private String result = "";

  /** What was shown. */
  @Override
  public String toString() {
    return result;
  }

  @Override
  public void startObject() {
    frames.add(new Frame(false));
  }

  @Override
  public void endObject() {
    Frame frame = frames.remove(frames.size() - 1);
    StringBuilder text = new StringBuilder("{");
    frame.members.forEach(
        (name, value) -> {
          if (text.length() > 1) {
            text.append(',');
          }
          JsonQuotes.append(name, text);
          text.append(':').append(value);
        });
    put(text.append('}').toString());
  }

  @Override
  public void startArray() {
    frames.add(new Frame(true));
  }

  @Override
  public void endArray() {
    Frame frame = frames.remove(frames.size() - 1);
    put("[" + frame.elements + "]");
  }

  @Override
  public void name(String name) {
    frames.get(frames.size() - 1).name = name;
  }

  @Override
  public void text(String value) {
    StringBuilder text = new StringBuilder(value.length() + 2);
    JsonQuotes.append(value, text);
    put(text.toString());
  }

  @Override
  public void integer(long value) {
    put(Long.toString(value));
  }

  @Override
  public void unsigned(long bits) {
    put(Long.toUnsignedString(bits));
  }

  @Override
  public void number(String literal) {
    put(CanonicalNumber.of(literal));
  }

  @Override
  public void bool(boolean value) {
    put(Boolean.toString(value));
  }

  @Override
  public void nil() {
    put("null");
  }

  private void put(String value) {
    if (frames.isEmpty()) {
      result = value;
      return;
    }
    Frame frame = frames.get(frames.size() - 1);
    if (frame.list) {
      if (!frame.elements.isEmpty()) {
        frame.elements.append(',');
      }
      frame.elements.append(value);
    } else {
      frame.members.put(frame.name, value);
    }
  }
}
