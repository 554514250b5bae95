package dev.ocispec.validation;

import dev.ocispec.schema.internal.DocumentVisitor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents as json-schema-validator wants them.
 *
 * <p>It throws on numbers with a fraction or exponent that are beyond 64 bits wherever there is a
 * bound, and no such number can be made at all where the exponent is beyond 32 bits. Draft 4 calls
 * them no integers whatever their size, so one of ordinary size, with the same sign and within all
 * bounds that occur, stands in for each.
 */
final class ValidatorTree implements DocumentVisitor {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final BigDecimal LARGEST = BigDecimal.ONE.scaleByPowerOfTen(18);
  private static final int SMALLEST_EXPONENT = -1000;

  private final List<JsonNode> open = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private @Nullable JsonNode result;

  /** The tree of the document that was shown. */
  JsonNode result() {
    if (result == null) {
      throw new IllegalStateException("the document is not complete");
    }
    return result;
  }

  @Override
  public void startObject() {
    open(NODES.objectNode());
  }

  @Override
  public void startArray() {
    open(NODES.arrayNode());
  }

  private void open(JsonNode container) {
    put(container);
    open.add(container);
    names.add("");
  }

  @Override
  public void endObject() {
    close();
  }

  @Override
  public void endArray() {
    close();
  }

  private void close() {
    open.remove(open.size() - 1);
    names.remove(names.size() - 1);
  }

  @Override
  public void name(String name) {
    names.set(names.size() - 1, name);
  }

  @Override
  public void text(String value) {
    put(NODES.stringNode(value));
  }

  @Override
  public void integer(long value) {
    put(value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value));
  }

  @Override
  public void unsigned(long bits) {
    put(
        bits < 0
            ? NODES.numberNode(new BigInteger(Long.toUnsignedString(bits)))
            : NODES.numberNode(bits));
  }

  @Override
  public void number(String literal) {
    put(isWhole(literal) ? NODES.numberNode(new BigInteger(literal)) : fraction(literal));
  }

  private static boolean isWhole(String literal) {
    return literal.chars().allMatch(c -> c == '-' || c >= '0' && c <= '9');
  }

  private static JsonNode fraction(String literal) {
    double nearest = Double.parseDouble(literal);
    if (Math.abs(nearest) >= LARGEST.doubleValue()) {
      return NODES.numberNode(nearest < 0 ? -1.5 : 1.5);
    }
    int exponent = Math.max(literal.indexOf('e'), literal.indexOf('E'));
    if (exponent > 0 && (nearest == 0 || isTiny(literal.substring(exponent + 1)))) {
      boolean zero = literal.substring(0, exponent).chars().allMatch(c -> "-0.".indexOf(c) >= 0);
      return NODES.numberNode(zero ? 0.0 : literal.startsWith("-") ? -0.5 : 0.5);
    }
    return NODES.numberNode(new BigDecimal(literal));
  }

  private static boolean isTiny(String exponent) {
    return exponent.startsWith("-")
        && (exponent.length() > 5 || Integer.parseInt(exponent) < SMALLEST_EXPONENT);
  }

  @Override
  public void bool(boolean value) {
    put(NODES.booleanNode(value));
  }

  @Override
  public void nil() {
    put(NODES.nullNode());
  }

  private void put(JsonNode value) {
    if (open.isEmpty()) {
      result = value;
    } else if (open.get(open.size() - 1) instanceof ObjectNode object) {
      object.set(names.get(names.size() - 1), value);
    } else {
      ((ArrayNode) open.get(open.size() - 1)).add(value);
    }
  }
}
