package dev.ocispec.request;

import dev.ocispec.report.Finding;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One object of a request's JSON form. What is asked of it and has the wrong type is noted, and so
 * is every member that nobody asked for.
 */
final class RequestObject {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");

  private final JsonValue value;
  private final String pointer;
  private final RequestFaults faults;
  private final Set<String> asked = new TreeSet<>();

  private RequestObject(JsonValue value, String pointer, RequestFaults faults) {
    this.value = value;
    this.pointer = pointer;
    this.faults = faults;
  }

  /** What {@code read} makes of the object at {@code pointer}. */
  static <T> T read(
      JsonValue value, String pointer, RequestFaults faults, Function<RequestObject, T> read) {
    RequestObject object = new RequestObject(value, pointer, faults);
    if (value.kind() != JsonValue.Kind.OBJECT) {
      faults.wrongType(pointer, "an object", value);
    }
    T result = read.apply(object);
    object.refuseUnknown();
    return result;
  }

  void require(String name) {
    if (!value.members().containsKey(name)) {
      faults.missing(pointer, name);
    }
  }

  Optional<String> text(String name) {
    return member(name).flatMap(found -> text(found, pointer(name), faults));
  }

  /** The text, unless it is empty, which says the same as leaving the member out. */
  Optional<String> textUnlessEmpty(String name) {
    return text(name).filter(found -> !found.isEmpty());
  }

  /** The text; a placeholder, with the fault noted, when it is missing or something else. */
  String requiredText(String name) {
    require(name);
    return text(name).orElse("");
  }

  Optional<Boolean> flag(String name) {
    return member(name)
        .flatMap(
            found -> {
              if (found.asBoolean().isEmpty()) {
                faults.wrongType(pointer(name), "true or false", found);
              }
              return found.asBoolean();
            });
  }

  /** A 64-bit number, which protobuf's JSON writes as a string of digits. */
  Optional<Long> wholeNumber(String name) {
    return member(name)
        .flatMap(
            found -> {
              Optional<String> digits = found.asNumber().or(found::asText);
              Optional<Long> number =
                  digits
                      .filter(text -> WHOLE_NUMBER.matcher(text).matches())
                      .map(BigInteger::new)
                      .filter(value -> value.bitLength() < Long.SIZE)
                      .map(BigInteger::longValue);
              if (number.isEmpty()) {
                faults.wrongType(
                    pointer(name),
                    "a whole number of 64 bits, as a number or as a string of digits",
                    found,
                    digits);
              }
              return number;
            });
  }

  List<String> texts(String name) {
    return list(name, (found, at) -> text(found, at, faults).orElse(""));
  }

  <T> List<T> objects(String name, Function<RequestObject, T> read) {
    return list(name, (found, at) -> read(found, at, faults, read));
  }

  <T> Optional<T> object(String name, Function<RequestObject, T> read) {
    return member(name).map(found -> read(found, pointer(name), faults, read));
  }

  void fault(RequestRule rule, String name, String message) {
    faults.spoil(rule.at(pointer(name), message));
  }

  private String pointer(String name) {
    return pointer + "/" + name;
  }

  /** The elements of a list; {@code read} gets each with its pointer. */
  private <T> List<T> list(String name, BiFunction<JsonValue, String, T> read) {
    List<T> list = new ArrayList<>();
    member(name)
        .ifPresent(
            found -> {
              if (found.kind() != JsonValue.Kind.LIST) {
                faults.wrongType(pointer(name), "a list", found);
              }
              for (JsonValue element : found.elements()) {
                list.add(read.apply(element, pointer(name) + "/" + list.size()));
              }
            });
    return list;
  }

  private Optional<JsonValue> member(String name) {
    asked.add(name);
    return Optional.ofNullable(value.members().get(name));
  }

  private static Optional<String> text(JsonValue found, String at, RequestFaults faults) {
    if (found.asText().isEmpty()) {
      faults.wrongType(at, "a string", found);
    }
    return found.asText();
  }

  private void refuseUnknown() {
    for (String name : value.members().keySet()) {
      if (!asked.contains(name)) {
        Finding finding =
            RequestRule.UNKNOWN_MEMBER.at(
                pointer + "/" + JsonPointer.escape(name),
                "expected only known members, found \"" + ForeignText.shown(name) + "\"");
        faults.spoil(finding.withSuggestion("known members: " + String.join(", ", asked)));
      }
    }
  }
}
