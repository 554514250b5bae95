package dev.ocispec.validation;

import com.networknt.schema.regex.RegularExpression;
import dev.ocispec.schema.internal.EcmaPattern;
import java.util.regex.Pattern;

/**
 * A pattern of a schema, in the meaning that JSON Schema gives it and that the generated checks
 * have too.
 */
final class EcmaExpression implements RegularExpression {
  private final Pattern pattern;

  EcmaExpression(String expression) {
    this.pattern = EcmaPattern.compile(expression);
  }

  @Override
  public boolean matches(String value) {
    return pattern.matcher(value).find();
  }
}
