package dev.ocispec.spec.internal;

import dev.ocispec.report.Finding;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.Unsigned64;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One edit by pointer of a builder's member, or of something within it. Generated builders call the
 * method for the member's type with what they hold of it, and hold what it gives.
 *
 * <p>What can't be done is a fault of the builder; the member then stays as it is.
 */
public final class MemberEdit {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

  private final ObjectBuilder<?> owner;
  private final String member;
  private final JsonPointer place;
  private final List<String> rest;
  private final @Nullable JsonValue value;
  private final boolean required;

  /** How an element of a list or map is edited: like a member, null when there is none. */
  @FunctionalInterface
  public interface Element<T> {
    /** What the edit makes of an element. */
    @Nullable T edit(MemberEdit edit, @Nullable T there);
  }

  MemberEdit(ObjectBuilder<?> owner, String member, List<String> rest, @Nullable JsonValue value) {
    this(owner, member, JsonPointer.ROOT.append(member), rest, value, false);
  }

  private MemberEdit(
      ObjectBuilder<?> owner,
      String member,
      JsonPointer place,
      List<String> rest,
      @Nullable JsonValue value,
      boolean required) {
    this.owner = owner;
    this.member = member;
    this.place = place;
    this.rest = rest;
    this.value = value;
    this.required = required;
  }

  /** The member's name. */
  public String member() {
    return member;
  }

  /** The same edit of a member that can't be {@code null}. */
  public MemberEdit required() {
    return new MemberEdit(owner, member, place, rest, value, true);
  }

  /** What to throw when the builder has no such member although it says so. */
  public IllegalStateException unknown() {
    return new IllegalStateException("there is no known member \"" + member + "\"");
  }

  /** Edits a string. */
  public @Nullable String text(@Nullable String there) {
    return scalar(there, "a string", json -> typed(json, json.asText(), "a string"));
  }

  /** Edits a string with known values. */
  public <T> @Nullable T known(@Nullable T there, Function<String, T> of) {
    return scalar(there, "a string", json -> typed(json, json.asText().map(of), "a string"));
  }

  /** Edits a truth value. */
  public @Nullable Boolean bool(@Nullable Boolean there) {
    return scalar(there, "true or false", json -> typed(json, json.asBoolean(), "true or false"));
  }

  /** Edits a whole number that fits an int. */
  public @Nullable Integer smallInteger(@Nullable Integer there, int min, int max) {
    return number(there, Integer.toString(min), Integer.toString(max), BigInteger::intValue);
  }

  /** Edits a whole number that fits a long. */
  public @Nullable Long integer(@Nullable Long there, long min, long max) {
    return number(there, Long.toString(min), Long.toString(max), BigInteger::longValue);
  }

  /** Edits a whole number from 0 to 2^64-1. */
  public @Nullable Unsigned64 unsigned(@Nullable Unsigned64 there) {
    return number(there, "0", Unsigned64.MAX.toString(), Unsigned64::of);
  }

  /** Edits an object of no particular type. */
  public @Nullable JsonValue anyObject(@Nullable JsonValue there) {
    if (rest.isEmpty()) {
      return scalar(
          there,
          "an object",
          json ->
              typed(
                  json,
                  Optional.of(json).filter(j -> j.kind() == JsonValue.Kind.OBJECT),
                  "an object"));
    }
    if (there == null && value == null) {
      return null;
    }
    owner.amended(member);
    return new TreeEdit(place, rest, value)
        .of(there == null ? JsonValue.EMPTY_OBJECT : there, this::fault);
  }

  /** Edits an object that is held as a value or as a builder; {@code of} makes a builder of it. */
  public @Nullable Object object(
      @Nullable Object there, Function<@Nullable Object, ? extends ObjectBuilder<?>> of) {
    if (rest.isEmpty()) {
      JsonValue whole = written();
      return whole == null
          ? null
          : ObjectBuilder.edited(of.apply(null), builder -> builder.takeAll(whole));
    }
    if (there == null && value == null) {
      return null;
    }
    owner.amended(member);
    return ObjectBuilder.edited(of.apply(there), builder -> builder.change(rest, value));
  }

  /** Edits a list. */
  public <T> @Nullable List<T> list(@Nullable List<T> there, Element<T> element) {
    if (rest.isEmpty()) {
      JsonValue whole = written();
      return whole == null ? null : wholeList(whole, there, element);
    }
    List<T> elements = BuilderLists.changeable(there);
    String token = rest.get(0);
    int index = ListIndex.of(token, elements.size());
    boolean isThere = index >= 0 && index < elements.size();
    if (value == null && !isThere) {
      return there;
    }
    if (index == ListIndex.NONE) {
      fault(EditFaults.noIndex(place.toString(), token, elements.size()));
      return there;
    }
    T edited =
        element.edit(
            within(place.append(index), rest.subList(1, rest.size()), value),
            isThere ? elements.get(index) : null);
    if (edited == null && isThere) {
      elements.remove(index);
    } else if (edited != null && isThere) {
      elements.set(index, edited);
    } else if (edited != null) {
      elements.add(edited);
    }
    owner.amended(member);
    return elements;
  }

  private <T> @Nullable List<T> wholeList(
      JsonValue whole, @Nullable List<T> there, Element<T> element) {
    if (whole.kind() != JsonValue.Kind.LIST) {
      fault(EditFaults.wrongType(place.toString(), "a list", whole));
      return there;
    }
    if (whole.elements().isEmpty()) {
      owner.written(member, JsonValue.EMPTY_LIST);
      return null;
    }
    List<T> made = new ArrayList<>();
    for (int i = 0; i < whole.elements().size(); i++) {
      T edited = element.edit(within(place.append(i), List.of(), whole.elements().get(i)), null);
      if (edited != null) {
        made.add(edited);
      }
    }
    return made;
  }

  /** Edits a map. */
  public <T> @Nullable Map<String, T> map(@Nullable Map<String, T> there, Element<T> element) {
    if (rest.isEmpty()) {
      JsonValue whole = written();
      return whole == null ? null : wholeMap(whole, there, element);
    }
    Map<String, T> entries = there == null ? new LinkedHashMap<>() : there;
    String key = rest.get(0);
    T current = entries.get(key);
    if (value == null && current == null) {
      return there;
    }
    T edited =
        element.edit(within(place.append(key), rest.subList(1, rest.size()), value), current);
    if (edited == null) {
      entries.remove(key);
    } else {
      entries.put(key, edited);
    }
    owner.amended(member);
    return entries;
  }

  private <T> @Nullable Map<String, T> wholeMap(
      JsonValue whole, @Nullable Map<String, T> there, Element<T> element) {
    if (whole.kind() != JsonValue.Kind.OBJECT) {
      fault(EditFaults.wrongType(place.toString(), "an object", whole));
      return there;
    }
    if (whole.members().isEmpty()) {
      owner.written(member, JsonValue.EMPTY_OBJECT);
      return null;
    }
    Map<String, T> made = new LinkedHashMap<>();
    whole
        .members()
        .forEach(
            (key, entry) -> {
              T edited = element.edit(within(place.append(key), List.of(), entry), null);
              if (edited != null) {
                made.put(key, edited);
              }
            });
    return made;
  }

  private MemberEdit within(JsonPointer at, List<String> further, @Nullable JsonValue set) {
    return new MemberEdit(owner, member, at, further, set, true);
  }

  private <T> @Nullable T number(
      @Nullable T there, String min, String max, Function<BigInteger, T> of) {
    return scalar(
        there,
        "a whole number",
        json -> {
          Optional<BigInteger> number =
              json.asNumber().filter(n -> WHOLE.matcher(n).matches()).map(BigInteger::new);
          BigInteger read = typed(json, number, "a whole number");
          if (read == null) {
            return null;
          }
          if (read.compareTo(new BigInteger(min)) < 0 || read.compareTo(new BigInteger(max)) > 0) {
            fault(EditFaults.outOfRange(place.toString(), read, min, max));
            return null;
          }
          return of.apply(read);
        });
  }

  private <T> @Nullable T scalar(
      @Nullable T there, String type, Function<JsonValue, @Nullable T> reading) {
    if (!rest.isEmpty()) {
      if (value != null) {
        fault(EditFaults.noWayOn(place.toString(), type, rest.get(0)));
      }
      return there;
    }
    JsonValue whole = written();
    if (whole == null) {
      return null;
    }
    T read = reading.apply(whole);
    return read == null ? there : read;
  }

  /**
   * The value that is set; null when there is none to hold, because the member is removed or {@code
   * null} is written out for it.
   */
  private @Nullable JsonValue written() {
    if (value != null && value.isNull() && !required) {
      owner.written(member, value);
      return null;
    }
    return value;
  }

  private <T> @Nullable T typed(JsonValue json, Optional<T> read, String expected) {
    if (read.isEmpty()) {
      fault(EditFaults.wrongType(place.toString(), expected, json));
    }
    return read.orElse(null);
  }

  private void fault(Finding finding) {
    owner.fault(member, finding);
  }
}
