package dev.ocispec.spec.internal;

import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.schema.internal.DocumentVisitor;
import java.math.BigInteger;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes a document with a Jackson generator. */
public final class GeneratorVisitor implements DocumentVisitor {
  /** Thrown for a string or name that has a lone surrogate, which Jackson would write. */
  private static final class UnencodableText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnencodableText() {
      super("a lone surrogate", null, false, false);
    }
  }

  private final JsonGenerator generator;

  private GeneratorVisitor(JsonGenerator generator) {
    this.generator = generator;
  }

  /**
   * Writes what {@code document} shows.
   *
   * @throws InvalidDocumentException when it has text that UTF-8 can't express
   */
  public static void write(Consumer<DocumentVisitor> document, JsonGenerator generator) {
    try {
      document.accept(new GeneratorVisitor(generator));
    } catch (UnencodableText e) {
      throw LoneSurrogates.in(document);
    }
  }

  @Override
  public void startObject() {
    generator.writeStartObject();
  }

  @Override
  public void endObject() {
    generator.writeEndObject();
  }

  @Override
  public void startArray() {
    generator.writeStartArray();
  }

  @Override
  public void endArray() {
    generator.writeEndArray();
  }

  @Override
  public void name(String name) {
    check(name);
    generator.writeName(name);
  }

  @Override
  public void text(String value) {
    check(value);
    generator.writeString(value);
  }

  @Override
  public void integer(long value) {
    generator.writeNumber(value);
  }

  @Override
  public void unsigned(long bits) {
    if (bits >= 0) {
      generator.writeNumber(bits);
    } else {
      generator.writeNumber(new BigInteger(Long.toUnsignedString(bits)));
    }
  }

  @Override
  public void number(String literal) {
    generator.writeNumber(literal);
  }

  @Override
  public void bool(boolean value) {
    generator.writeBoolean(value);
  }

  @Override
  public void nil() {
    generator.writeNull();
  }

  private static void check(String text) {
    if (TextRules.hasLoneSurrogate(text)) {
      throw new UnencodableText();
    }
  }
}
