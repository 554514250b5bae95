package dev.ocispec.schema.internal;

import dev.ocispec.report.Finding;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.schema.internal.SchemaCheck.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is JSON, and yet not the same document to all who read it: names that differ from a
 * known one in case only, which programs in Go take for it; NUL characters, at which programs in C
 * end a string; and a zero with a sign where numbers have none, which programs in Go refuse.
 */
public final class SharedMeaningCheck implements DocumentVisitor {
  /** The rule of a name that is a known one but for its case. */
  public static final String NAME_CASE = "json-name-case";

  /** The rule of a NUL character in a name or string. */
  public static final String NUL = "json-nul";

  /** The rule of {@code -0} where a number has no sign. */
  public static final String NEGATIVE_ZERO = "json-negative-zero";

  // What the Go bindings call vm.hwConfig; a rule of lower level is about it.
  private static final String GO_SPELLING = "hwconfig";

  private static final class Frame {
    final String pointer;
    final @Nullable SchemaType type;
    final boolean list;
    int index = -1;
    String name = "";

    Frame(String pointer, @Nullable SchemaType type, boolean list) {
      this.pointer = pointer;
      this.type = type;
      this.list = list;
    }
  }

  private final ObjectSchema root;
  private final Findings findings;
  private final List<Frame> frames = new ArrayList<>();

  /** A check of a document of {@code schema} that is being read. */
  public SharedMeaningCheck(ObjectSchema schema, Findings findings) {
    this.root = schema;
    this.findings = findings;
  }

  /** All that is found in {@code value}, in document order. */
  public static List<Finding> of(ObjectSchema schema, Consumer<DocumentVisitor> value) {
    List<Finding> found = new ArrayList<>();
    Findings all =
        new Findings() {
          @Override
          public long mark() {
            return 0;
          }

          @Override
          public void add(Finding finding, long mark) {
            found.add(finding);
          }
        };
    value.accept(new SharedMeaningCheck(schema, all));
    return found;
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
    next();
    frames.add(new Frame(pointer(), type(), list));
  }

  @Override
  public void endObject() {
    frames.remove(frames.size() - 1);
  }

  @Override
  public void endArray() {
    frames.remove(frames.size() - 1);
  }

  @Override
  public void name(String name) {
    Frame frame = frames.get(frames.size() - 1);
    frame.name = name;
    if (name.indexOf('\0') >= 0) {
      report(NUL, "expected a name without NUL, found \"" + ForeignText.shown(name) + "\"");
    }
    if (frame.type instanceof ObjectSchema schema && schema.member(name) == null) {
      for (Member member : schema.members()) {
        if (member.name().equalsIgnoreCase(name) && !name.equals(GO_SPELLING)) {
          report(
              NAME_CASE,
              "expected \""
                  + member.name()
                  + "\", found \""
                  + ForeignText.shown(name)
                  + "\": some runtimes treat it as the same name, others as an unknown one");
        }
      }
    }
  }

  @Override
  public void text(String value) {
    next();
    if (value.indexOf('\0') >= 0) {
      report(
          NUL,
          "expected text without NUL, where some runtimes truncate it, found \""
              + ForeignText.shown(value)
              + "\"");
    }
  }

  private void report(String rule, String message) {
    findings.add(Finding.must(rule, pointer(), message), findings.mark());
  }

  private void next() {
    if (!frames.isEmpty() && frames.get(frames.size() - 1).list) {
      frames.get(frames.size() - 1).index++;
    }
  }

  private String pointer() {
    if (frames.isEmpty()) {
      return "";
    }
    Frame frame = frames.get(frames.size() - 1);
    String token = frame.list ? Integer.toString(frame.index) : JsonPointer.escape(frame.name);
    return frame.pointer + "/" + token;
  }

  /** What the schema says of the value that begins; null when it says nothing. */
  private @Nullable SchemaType type() {
    if (frames.isEmpty()) {
      return root;
    }
    Frame frame = frames.get(frames.size() - 1);
    if (frame.type instanceof ListSchema list) {
      return list.items();
    }
    if (frame.type instanceof ObjectSchema schema) {
      Member member = schema.member(frame.name);
      return member != null ? member.type() : schema.valueOf(frame.name);
    }
    return null;
  }

  @Override
  public void integer(long value) {
    next();
  }

  @Override
  public void unsigned(long bits) {
    next();
  }

  @Override
  public void number(String literal) {
    next();
    if (literal.equals("-0")
        && type() instanceof IntegerSchema schema
        && schema.allows(0)
        && !schema.allows(-1)) {
      report(
          NEGATIVE_ZERO, "expected 0, found -0, which runtimes in Go refuse and others take for 0");
    }
  }

  @Override
  public void bool(boolean value) {
    next();
  }

  @Override
  public void nil() {
    next();
  }
}
