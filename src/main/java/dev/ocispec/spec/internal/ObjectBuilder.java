package dev.ocispec.spec.internal;

import dev.ocispec.report.Finding;
import dev.ocispec.report.InvalidDocumentException;
import dev.ocispec.report.JsonPointer;
import dev.ocispec.report.Report;
import dev.ocispec.report.internal.ForeignText;
import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.Residue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the generated builders have in common: unknown members, faults of single members, and {@code
 * build()} that reports the faults of the whole tree at once. Not for use by callers; they see the
 * {@code Builder} interfaces.
 *
 * @param <T> the type that is built
 */
public abstract class ObjectBuilder<T extends OciObject> {
  private @Nullable OciObject origin;
  private @Nullable TreeMap<String, JsonValue> residue;
  private @Nullable Map<String, List<Finding>> faults;

  // Set when what was to be this object was none.
  private @Nullable Finding noObject;

  /** A builder without residue. */
  protected ObjectBuilder() {}

  /**
   * Adds what keeps this builder from building to {@code found}, with pointers relative to this
   * object.
   */
  protected abstract void check(String pointer, List<Finding> found);

  /** Makes the value; only called when {@link #check} found nothing. */
  protected abstract T make();

  /** Whether {@code name} is a member that the typed view has. */
  protected abstract boolean isKnown(String name);

  /** Has the field of the member that {@code edit} names hold what {@code edit} makes of it. */
  protected abstract void edit(MemberEdit edit);

  /** Reads a value of the type that is built; nothing of what this builder holds matters. */
  protected abstract @Nullable T read(ObjectSource in);

  /**
   * Reads a value of the type that {@code builder} builds. The generated readers are not visible
   * from other packages, and builders are the way to them.
   *
   * @return the value; null when it has a fault, which {@code in} has noted
   */
  public static @Nullable Object read(Object builder, ObjectSource in) {
    return ((ObjectBuilder<?>) builder).read(in);
  }

  /**
   * Builds the value.
   *
   * @throws InvalidDocumentException with all faults of the tree when there are any
   */
  protected final T buildOrThrow() {
    List<Finding> found = new ArrayList<>();
    check("", found);
    if (!found.isEmpty()) {
      throw new InvalidDocumentException(new Report("builder", found));
    }
    return make();
  }

  /**
   * What {@code builder} makes when nothing is wrong, else itself, so that the parent can report
   * its faults.
   */
  protected static Object settled(ObjectBuilder<?> builder) {
    List<Finding> found = new ArrayList<>();
    builder.check("", found);
    return found.isEmpty() ? builder.make() : builder;
  }

  /** Begins with {@code value}, whose typed members were taken over already. */
  protected final void takeFrom(OciObject value) {
    origin = value;
    takeResidue(value.residue());
  }

  /** Has {@code builder} build a document of its own instead of an edited one. */
  public static void forgetOriginal(Object builder) {
    ((ObjectBuilder<?>) builder).origin = null;
  }

  /** What this builder began with, before this edit and those before it; null when new. */
  protected final @Nullable OciObject original() {
    return origin == null ? null : Walkable.of(origin).original().orElse(origin);
  }

  /** Takes over what was left over when the value was read. */
  protected final void takeResidue(Residue from) {
    residue = from.isEmpty() ? null : new TreeMap<>(from.members());
  }

  /** What an edit makes of the object that {@code builder} was made of. */
  protected static <B extends ObjectBuilder<?>> Object edited(B builder, Consumer<? super B> edit) {
    edit.accept(builder);
    return settled(builder);
  }

  /**
   * A member was set as a whole: what was written out for it before no longer counts, nor do
   * earlier faults of it.
   */
  protected final void touched(String name) {
    amended(name);
    if (faults != null) {
      faults.remove(name);
    }
  }

  /**
   * A member was changed in part: what was written out for it before no longer counts, but earlier
   * faults of other parts do.
   */
  protected final void amended(String name) {
    if (residue != null) {
      residue.remove(name);
    }
  }

  /** Remembers that a member was given a value that it can't hold; {@code build()} reports it. */
  protected final void fault(String name, String rule, String message) {
    fault(name, Finding.must(rule, JsonPointer.ROOT.append(name).toString(), message));
  }

  final void fault(String name, Finding finding) {
    if (faults == null) {
      faults = new LinkedHashMap<>();
    }
    faults.computeIfAbsent(name, any -> new ArrayList<>()).add(finding);
  }

  /** Remembers that an edit of a keyed list found no element to amend. */
  protected final void noElement(String list, String singular, String key, Object wanted) {
    fault(
        list,
        EditFaults.TARGET,
        "no element with "
            + key
            + " \""
            + ForeignText.shown(wanted.toString())
            + "\" to amend; put"
            + singular
            + " adds one");
  }

  /** Adds the faults of members that were given values which they can't hold. */
  protected final void addFaults(String pointer, List<Finding> found) {
    if (noObject != null) {
      found.add(noObject.below(pointer));
    }
    if (faults != null) {
      faults.values().forEach(all -> all.forEach(finding -> found.add(finding.below(pointer))));
    }
  }

  /**
   * Adds the fault that the required member {@code name} is missing, unless a worse one is known of
   * it.
   */
  protected final void missing(String pointer, String name, List<Finding> found) {
    if (noObject == null && (faults == null || !faults.containsKey(name))) {
      found.add(
          Finding.must("schema-required", pointer, "required member \"" + name + "\" is missing"));
    }
  }

  /** Adds a fault when {@code value} is outside the member's integer type. */
  protected static void range(
      String pointer, String name, long value, long min, long max, List<Finding> found) {
    if (value < min || value > max) {
      found.add(
          Finding.must(
              value < min ? "schema-minimum" : "schema-maximum",
              pointer + "/" + JsonPointer.escape(name),
              "expected a whole number from " + min + " to " + max + ", found " + value));
    }
  }

  /** Adds the faults of the member {@code name} that is held as a value or as a builder. */
  protected static void checkChild(
      @Nullable Object child, String pointer, String name, List<Finding> found) {
    if (child instanceof ObjectBuilder<?> builder) {
      builder.check(pointer + "/" + JsonPointer.escape(name), found);
    }
  }

  /** The value of a member object or list element that is held as a value or as a builder. */
  protected static @Nullable Object made(@Nullable Object child) {
    return child instanceof ObjectBuilder<?> builder ? builder.make() : child;
  }

  /** Adds the faults of the elements of the list of objects {@code name}. */
  protected static void checkChildren(
      @Nullable List<Object> children, String pointer, String name, List<Finding> found) {
    if (children != null) {
      for (int i = 0; i < children.size(); i++) {
        if (children.get(i) instanceof ObjectBuilder<?> builder) {
          builder.check(pointer + "/" + JsonPointer.escape(name) + "/" + i, found);
        }
      }
    }
  }

  /** Adds the faults of the values of the map of objects {@code name}. */
  protected static void checkChildren(
      @Nullable Map<String, Object> children, String pointer, String name, List<Finding> found) {
    if (children != null) {
      children.forEach(
          (key, child) -> checkChild(child, pointer + "/" + JsonPointer.escape(name), key, found));
    }
  }

  /** Adds a fault for each number of the list {@code name} that is outside its integer type. */
  protected static void ranges(
      @Nullable List<Long> values,
      String pointer,
      String name,
      long min,
      long max,
      List<Finding> found) {
    if (values != null) {
      for (int i = 0; i < values.size(); i++) {
        long value = values.get(i);
        if (value < min || value > max) {
          range(
              pointer + "/" + JsonPointer.escape(name),
              Integer.toString(i),
              value,
              min,
              max,
              found);
        }
      }
    }
  }

  /** The values of a list of objects. */
  protected static <C> List<C> madeList(@Nullable List<Object> children, Class<C> type) {
    if (children == null) {
      return Collections.emptyList();
    }
    Object[] made = new Object[children.size()];
    for (int i = 0; i < made.length; i++) {
      made[i] = type.cast(made(children.get(i)));
    }
    return ValueList.of(made);
  }

  /** The values of a map of objects. */
  protected static <C> Map<String, C> madeMap(
      @Nullable Map<String, Object> children, Class<C> type) {
    if (children == null || children.isEmpty()) {
      return Collections.emptyMap();
    }
    Map<String, C> made = new LinkedHashMap<>();
    children.forEach((key, child) -> made.put(key, type.cast(made(child))));
    return Collections.unmodifiableMap(made);
  }

  /** The residue for the value to be made. */
  protected final Residue makeResidue() {
    return residue == null ? Residue.empty() : Residue.of(residue);
  }

  /** Sets what {@code pointer} names, known or not. */
  protected final void setAt(String pointer, JsonValue value) {
    changeAt(pointer, Objects.requireNonNull(value, "value"));
  }

  /** Removes what {@code pointer} names, known or not, if it is there. */
  protected final void removeAt(String pointer) {
    changeAt(pointer, null);
  }

  private void changeAt(String pointer, @Nullable JsonValue value) {
    List<String> tokens = JsonPointer.parse(pointer).tokens();
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException(
          "expected the pointer of a member, such as \"/annotations\", found \"\", which is the"
              + " whole object");
    }
    change(tokens, value);
  }

  /** Sets what {@code tokens} lead to, or removes it when there is no value. */
  final void change(List<String> tokens, @Nullable JsonValue value) {
    String name = tokens.get(0);
    List<String> rest = tokens.subList(1, tokens.size());
    if (isKnown(name)) {
      if (rest.isEmpty()) {
        touched(name);
      }
      edit(new MemberEdit(this, name, rest, value));
      return;
    }
    JsonValue there = residue == null ? null : residue.get(name);
    if (rest.isEmpty()) {
      touched(name);
    }
    JsonValue changed =
        new TreeEdit(JsonPointer.ROOT.append(name), rest, value)
            .of(there, finding -> fault(name, finding));
    if (changed != null) {
      written(name, changed);
    }
  }

  /** Sets all that {@code value} has; anything but an object is a fault of this one. */
  final void takeAll(JsonValue value) {
    if (value.kind() == JsonValue.Kind.OBJECT) {
      value.members().forEach((name, member) -> change(List.of(name), member));
    } else {
      noObject = EditFaults.wrongType("", "an object", value);
    }
  }

  /** Sets a member that the typed view does not have. */
  protected final void setUnknown(String name, JsonValue value) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    if (isKnown(name)) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is a known member; use its own method of the builder");
    }
    touched(name);
    written(name, value);
  }

  /** Removes a member that the typed view does not have. */
  protected final void removeUnknown(String name) {
    if (!isKnown(name)) {
      touched(name);
    }
  }

  /** Remembers what was written for a member that the typed view can't express. */
  protected final void written(String name, JsonValue value) {
    if (residue == null) {
      residue = new TreeMap<>();
    }
    residue.put(name, value);
  }
}
