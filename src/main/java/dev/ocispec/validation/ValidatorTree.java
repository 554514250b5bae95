package dev.ocispec.validation;

import java.math.BigDecimal;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents as json-schema-validator wants them.
 *
 * <p>It throws on numbers with a fraction or exponent that are beyond 64 bits wherever there is a
 * bound. Draft 4 calls such a number no integer whatever its size, so one of ordinary size, within
 * all bounds that occur, stands in for it.
 */
final class ValidatorTree {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final BigDecimal LIMIT = BigDecimal.ONE.scaleByPowerOfTen(18);

  private ValidatorTree() {}

  static JsonNode read(byte[] bytes) {
    return tame(MAPPER.readTree(bytes));
  }

  private static JsonNode tame(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(entry -> entry.setValue(tame(entry.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, tame(array.get(i)));
      }
    } else if (node.isBigDecimal() && node.decimalValue().abs().compareTo(LIMIT) > 0) {
      return DoubleNode.valueOf(1.5);
    }
    return node;
  }
}
