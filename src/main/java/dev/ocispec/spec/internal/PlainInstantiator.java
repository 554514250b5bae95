package dev.ocispec.spec.internal;

import dev.ocispec.spec.JsonValue;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.OciObject;
import dev.ocispec.spec.OpenText;
import dev.ocispec.spec.Residue;
import dev.ocispec.spec.Unsigned64;
import java.lang.reflect.InvocationTargetException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.ValueInstantiator;

/**
 * What a Jackson mapper that lacks the library's module does when it is asked for one of the
 * documents' types: it reads strings and numbers, and for all else it names the module, which alone
 * reads as strictly as documents need.
 */
public final class PlainInstantiator extends ValueInstantiator {
  private final Class<?> type;

  /** An instantiator of no type yet; Jackson makes it. */
  public PlainInstantiator() {
    this(Object.class);
  }

  private PlainInstantiator(Class<?> type) {
    this.type = type;
  }

  @Override
  public ValueInstantiator createContextual(
      DeserializationContext context, BeanDescription.Supplier bean) {
    return new PlainInstantiator(bean.getBeanClass());
  }

  @Override
  public Class<?> getValueClass() {
    return type;
  }

  @Override
  public String getValueTypeDesc() {
    return type.getName();
  }

  @Override
  public boolean canInstantiate() {
    return true;
  }

  @Override
  public boolean canCreateUsingDelegate() {
    return true;
  }

  @Override
  public boolean canCreateUsingArrayDelegate() {
    return true;
  }

  /** What Jackson reads first, and then hands over; numbers as they are spelled. */
  @Override
  public JavaType getDelegateType(DeserializationConfig config) {
    return config.constructType(isScalar() ? String.class : Object.class);
  }

  @Override
  public JavaType getArrayDelegateType(DeserializationConfig config) {
    return config.constructType(Object.class);
  }

  @Override
  public Object createUsingDelegate(DeserializationContext context, Object delegate) {
    if (!isScalar()) {
      return context.reportBadDefinition(type, advice());
    }
    String text = (String) delegate;
    return type == Unsigned64.class ? Unsigned64.parse(text) : openText(text);
  }

  @Override
  public Object createUsingArrayDelegate(DeserializationContext context, Object delegate) {
    return isScalar()
        ? context.reportInputMismatch(type, "expected a string or a number, found a list")
        : context.reportBadDefinition(type, advice());
  }

  private boolean isScalar() {
    return type == Unsigned64.class || OpenText.class.isAssignableFrom(type);
  }

  private String advice() {
    if (type == OciObject.class || type == OciDocument.class) {
      return "there are several types of " + type.getName() + ": name one, such as Spec";
    }
    if (type == Residue.class) {
      return "a residue is read with the object that it belongs to";
    }
    if (!JsonValue.class.equals(type) && !OciObject.class.isAssignableFrom(type)) {
      return RefusingSerializer.advice(type);
    }
    return "this mapper lacks the module that reads "
        + type.getName()
        + ": JsonMapper.builder().addModule(new dev.ocispec.json.OciModule())";
  }

  /** Each type of open texts has a public method {@code of} that takes any text. */
  private Object openText(String text) {
    try {
      return type.getMethod("of", String.class).invoke(null, text);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(type + " lacks a public static method of(String)", e);
    }
  }
}
