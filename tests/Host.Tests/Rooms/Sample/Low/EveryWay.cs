using System.ComponentModel;
using ActorInput.Host.Tests.Rooms.Sample.High;

namespace ActorInput.Host.Tests.Rooms.Sample.Low;

/// <summary>Uses the room above it in every way that the reader must find, one in each member.</summary>
internal sealed class EveryWay
{
    public readonly Target Field = new();

    [TypeConverter(typeof(Target))]
    public object? InAttributeArgument { get; set; }

    public Target? Property { get; set; }

    public static int BodyOnly() => Target.Make().GetHashCode();

    public static int FieldOfIt() => Target.Number;

    public static Func<object> Closure(int number) => () => number + Target.Make().GetHashCode();

    public static async Task<object> Asynchronous()
    {
        await Task.Yield();
        return Target.Make();
    }

    public static IEnumerable<object> Iterator()
    {
        yield return Target.Make();
    }

    public static object WithLocalFunction()
    {
        return Local();

        static object Local() => Target.Make();
    }

    public static object TypeArgument() => new List<Target>();

    public static object MethodArgument() => Array.Empty<Target>();

    public static object AnArray() => new Target[1];

    public static bool Tested(object what) => what is Target;

    public static void Caught()
    {
        try
        {
            GC.KeepAlive(1);
        }
        catch (TargetException)
        {
        }
    }

    public static void Parameter(Target target) => GC.KeepAlive(target);

    public static void Constrained<T>()
        where T : Target => GC.KeepAlive(1);

    [Target]
    public static void WithAttribute() => GC.KeepAlive(1);

    public sealed class Nested
    {
        public static object InNested() => Target.Make();
    }
}
