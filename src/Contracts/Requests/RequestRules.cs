using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActorInput.Contracts.Requests;

/// <summary>What the members of a request take, found from their types and from <see cref="RangeAttribute"/> or <see cref="WholeAttribute"/>.</summary>
internal static class RequestRules
{
    /// <summary>Makes the framework check the rules that it does not know by itself.</summary>
    public static void Apply(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            // Skip the rules of objects: a record may contain its own type, which is being described at this moment.
            member.CustomConverter = OfOne(member.PropertyType, member, type.Options) switch
            {
                null or { Kind: RequestRuleKind.Texts } when IsList(member.PropertyType) && !type.Options.Converters.Any(known => known.CanConvert(member.PropertyType)) => List(member.PropertyType),
                { Kind: RequestRuleKind.Whole } rule when Bare(member.PropertyType) == typeof(int) => For(member.PropertyType, new WholeConverter<int>(rule.Least, rule.Most)),
                { Kind: RequestRuleKind.Whole } rule => For(member.PropertyType, new WholeConverter<long>(rule.Least, rule.Most)),
                { Kind: RequestRuleKind.OneOf } => Names(member.PropertyType, type.Options.PropertyNamingPolicy),
                _ => member.CustomConverter,
            };
        }
    }

    /// <summary>The rule of a value of this type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="member">The member that has it; null for the entry of a list and for the body.</param>
    /// <param name="options">Knows the type's converters.</param>
    public static RequestRule Of(Type type, JsonPropertyInfo? member, JsonSerializerOptions options) =>
        (OfOne(type, member, options) ?? OfMany(options.GetTypeInfo(Bare(type)))) is var rule && Attribute<ExpectedAttribute>(member) is { } expected
            ? rule with { Words = expected.Words }
            : rule;

    private static RequestRule? OfOne(Type type, JsonPropertyInfo? member, JsonSerializerOptions options)
    {
        var bare = Bare(type);
        if (bare == typeof(string))
            return new(RequestRuleKind.Text);
        if (bare == typeof(bool))
            return new(RequestRuleKind.Flag);
        if (bare == typeof(int) || bare == typeof(long))
            return Whole(bare, member);
        if (bare.IsEnum)
            return new(RequestRuleKind.OneOf) { Names = [.. Enum.GetNames(bare).Select(name => options.PropertyNamingPolicy?.ConvertName(name) ?? name)] };
        return type == typeof(IReadOnlyList<string>) ? new(RequestRuleKind.Texts) : null;
    }

    private static RequestRule OfMany(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => new(RequestRuleKind.Object) { Names = [.. type.Properties.Select(member => member.Name)] },
        JsonTypeInfoKind.Enumerable => new(RequestRuleKind.List),
        _ => new(RequestRuleKind.Other) { Words = (type.Converter as IRequestRule)?.Rule ?? "" },
    };

    private static RequestRule Whole(Type type, JsonPropertyInfo? member)
    {
        var (least, most) = type == typeof(int) ? (int.MinValue, int.MaxValue) : (long.MinValue, long.MaxValue);
        if (Attribute<WholeAttribute>(member) is { } whole)
            (least, most) = (whole.Least, whole.Most);
        else if (Attribute<RangeAttribute>(member) is { } range)
            (least, most) = (Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture), Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture));
        return new(RequestRuleKind.Whole) { Least = least, Most = most };
    }

    private static T? Attribute<T>(JsonPropertyInfo? member)
        where T : Attribute => member?.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();

    /// <summary>The type without the question mark.</summary>
    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static JsonConverter For<T>(Type type, JsonConverter<T> converter)
        where T : struct => type == typeof(T) ? converter : new OptionalConverter<T>(converter);

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    private static JsonConverter List(Type type) => (JsonConverter)Activator.CreateInstance(typeof(ListConverter<>).MakeGenericType(type.GetGenericArguments()))!;

    private static JsonConverter Names(Type type, JsonNamingPolicy? naming)
    {
        var names = Activator.CreateInstance(typeof(NameConverter<>).MakeGenericType(Bare(type)), naming)!;
        return (JsonConverter)(type.IsEnum ? names : Activator.CreateInstance(typeof(OptionalConverter<>).MakeGenericType(Bare(type)), names)!);
    }
}
