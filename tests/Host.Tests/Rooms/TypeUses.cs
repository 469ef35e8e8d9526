using Mono.Cecil;

namespace ActorInput.Host.Tests.Rooms;

/// <summary>
/// Reads from a compiled assembly which of its types use which others. A constant does not count, because the compiler replaces it by its value.
/// </summary>
internal static class TypeUses
{
    /// <summary>All uses, each once for each member.</summary>
    /// <param name="path">The assembly's file. The assemblies that it needs are those of this process.</param>
    public static IReadOnlyCollection<TypeUse> Read(string path)
    {
        using var assemblies = new ProcessAssemblies();
        using var module = ModuleDefinition.ReadModule(path, new ReaderParameters { AssemblyResolver = assemblies });
        HashSet<TypeUse> uses = [];
        foreach (var type in module.GetTypes())
            ReadType(type, uses);
        return uses;
    }

    private static void ReadType(TypeDefinition type, HashSet<TypeUse> uses)
    {
        var own = new TypeUseFinder(type, "", uses);
        own.Use(type.BaseType);
        own.UseAttributes(type);
        own.UseConstraints(type);
        foreach (var implemented in type.Interfaces)
        {
            own.Use(implemented.InterfaceType);
            own.UseAttributes(implemented);
        }

        foreach (var field in type.Fields)
        {
            var finder = new TypeUseFinder(type, field.Name, uses);
            finder.Use(field.FieldType);
            finder.UseAttributes(field);
        }

        // Their types are those of their methods.
        foreach (var property in type.Properties)
            new TypeUseFinder(type, property.Name, uses).UseAttributes(property);
        foreach (var @event in type.Events)
            new TypeUseFinder(type, @event.Name, uses).UseAttributes(@event);
        foreach (var method in type.Methods)
            ReadMethod(method, new TypeUseFinder(type, method.Name, uses));
    }

    private static void ReadMethod(MethodDefinition method, TypeUseFinder finder)
    {
        finder.UseSignature(method);
        finder.UseAttributes(method);
        finder.UseAttributes(method.MethodReturnType);
        finder.UseConstraints(method);
        foreach (var parameter in method.Parameters)
            finder.UseAttributes(parameter);
        foreach (var overridden in method.Overrides)
            finder.UseMethod(overridden);
        if (!method.HasBody)
            return;
        foreach (var variable in method.Body.Variables)
            finder.Use(variable.VariableType);
        foreach (var handler in method.Body.ExceptionHandlers)
            finder.Use(handler.CatchType);
        foreach (var instruction in method.Body.Instructions)
            finder.UseOperand(instruction);
    }
}
