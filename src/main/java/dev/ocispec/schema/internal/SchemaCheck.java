package dev.ocispec.schema.internal;

import dev.ocispec.report.Finding;
import dev.ocispec.report.internal.ForeignText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges a document by the generated tables, with the same verdict as a JSON schema validator over
 * {@code schema/}.
 *
 * <p>The rule of a finding is {@code schema-} and the keyword that is violated.
 */
public final class SchemaCheck extends SchemaWalk {
  /** Where findings go while a document is being read. */
  public interface Findings {
    /** Where the reader is. */
    long mark();

    /** A finding about what stood at {@code mark}. */
    void add(Finding finding, long mark);
  }

  private static final class Collected implements Findings {
    final List<Finding> list = new ArrayList<>();

    @Override
    public long mark() {
      return 0;
    }

    @Override
    public void add(Finding finding, long mark) {
      list.add(finding);
    }
  }

  private final Findings findings;
  private final boolean nullIsAbsent;

  /** A check of a document of {@code schema} that is being read. */
  public SchemaCheck(ObjectSchema schema, Findings findings) {
    this(schema, findings, false);
  }

  private SchemaCheck(ObjectSchema schema, Findings findings, boolean nullIsAbsent) {
    super(schema);
    this.findings = findings;
    this.nullIsAbsent = nullIsAbsent;
  }

  /**
   * The same as {@link #of}, but for {@code null} as the value of an optional member: it counts as
   * absent, as it does for the typed view and for all runtimes.
   */
  public static List<Finding> ofTyped(ObjectSchema schema, Consumer<DocumentVisitor> value) {
    Collected found = new Collected();
    value.accept(new SchemaCheck(schema, found, true));
    return found.list;
  }

  /** All that {@code schema} has against {@code value}, in document order. */
  public static List<Finding> of(ObjectSchema schema, Consumer<DocumentVisitor> value) {
    Collected found = new Collected();
    value.accept(new SchemaCheck(schema, found));
    return found.list;
  }

  @Override
  long mark() {
    return findings.mark();
  }

  @Override
  void value(@Nullable SchemaType expected, String found) {
    boolean fits =
        switch (found) {
          case "an object" ->
              expected == null
                  || expected instanceof ObjectSchema
                  || expected instanceof AnyObjectSchema;
          case "a list" -> expected == null || expected instanceof ListSchema;
          default -> expected == null;
        };
    if (!fits) {
      wrongType(expected, found);
    }
  }

  private void wrongType(@Nullable SchemaType expected, String found) {
    if (expected != null) {
      report("schema-type", "expected " + expected.inWords() + ", found " + found);
    }
  }

  @Override
  void member(Frame frame, String name) {
    // Names as such are never wrong: the schema leaves every object open.
  }

  @Override
  void end(Frame frame) {
    if (frame.type instanceof ObjectSchema schema) {
      for (int i = 0; i < schema.required().size(); i++) {
        if ((frame.seen & 1L << i) == 0) {
          add(
              Finding.must(
                  "schema-required",
                  containerPointer(),
                  "required member \"" + schema.required().get(i).name() + "\" is missing"),
              frame.mark);
        }
      }
    } else if (frame.type instanceof ListSchema schema && frame.index + 1 < schema.minItems()) {
      add(
          Finding.must(
              "schema-minItems",
              containerPointer(),
              "expected at least "
                  + schema.minItems()
                  + (schema.minItems() == 1 ? " element" : " elements")
                  + ", found "
                  + (frame.index + 1)),
          frame.mark);
    }
  }

  @Override
  public void text(String value) {
    SchemaType expected = next();
    if (!(expected instanceof TextSchema schema)) {
      wrongType(expected, "a string");
      return;
    }
    if (schema.closed() && !schema.values().containsKey(value)) {
      report(
          "schema-enum",
          "expected one of "
              + String.join(", ", schema.values().keySet())
              + ", found \""
              + ForeignText.shown(value)
              + "\"");
    }
    if (schema.pattern().isPresent() && !schema.pattern().get().matcher(value).find()) {
      report(
          "schema-pattern",
          "expected text matching "
              + schema.expression()
              + ", found \""
              + ForeignText.shown(value)
              + "\"");
    }
  }

  @Override
  public void integer(long value) {
    SchemaType expected = next();
    if (expected instanceof IntegerSchema schema) {
      if (!schema.allows(value)) {
        bounds(schema, BigInteger.valueOf(value));
      }
    } else {
      wrongType(expected, "a whole number");
    }
  }

  @Override
  public void unsigned(long bits) {
    if (bits >= 0) {
      integer(bits);
      return;
    }
    SchemaType expected = next();
    if (expected instanceof IntegerSchema schema) {
      bounds(schema, new BigInteger(Long.toUnsignedString(bits)));
    } else {
      wrongType(expected, "a whole number");
    }
  }

  @Override
  public void number(String literal) {
    SchemaType expected = next();
    boolean whole = literal.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9');
    if (whole && expected instanceof IntegerSchema schema) {
      bounds(schema, new BigInteger(literal));
    } else {
      wrongType(expected, whole ? "a whole number" : "a number with a fraction");
    }
  }

  private void bounds(IntegerSchema schema, BigInteger value) {
    if (schema.minimum().isPresent() && value.compareTo(schema.minimum().get()) < 0) {
      report(
          "schema-minimum",
          "expected at least "
              + schema.minimum().get()
              + ", found "
              + ForeignText.shown(value.toString()));
    }
    if (schema.maximum().isPresent() && value.compareTo(schema.maximum().get()) > 0) {
      report(
          "schema-maximum",
          "expected at most "
              + schema.maximum().get()
              + ", found "
              + ForeignText.shown(value.toString()));
    }
  }

  @Override
  public void bool(boolean value) {
    SchemaType expected = next();
    if (!(expected instanceof BooleanSchema)) {
      wrongType(expected, value ? "true" : "false");
    }
  }

  @Override
  public void nil() {
    SchemaType expected = next();
    if (!nullAllowed() && !(nullIsAbsent && isOptionalMember())) {
      wrongType(expected, "null");
    }
  }

  private void report(String rule, String message) {
    add(Finding.must(rule, pointer(), message), mark());
  }

  private void add(Finding finding, long mark) {
    findings.add(finding, mark);
  }
}
