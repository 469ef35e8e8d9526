using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace ActorInput.Host.Tests.Rooms;

/// <summary>Finds the types of the same assembly in the metadata of one member.</summary>
internal sealed partial class TypeUseFinder
{
    private readonly ModuleDefinition _module;
    private readonly string _user;
    private readonly string _member;
    private readonly HashSet<TypeUse> _uses;

    /// <param name="type">The type that the member is of, nested or not.</param>
    /// <param name="member">The member's name in metadata; empty for the type itself.</param>
    /// <param name="uses">Takes what is found.</param>
    public TypeUseFinder(TypeDefinition type, string member, HashSet<TypeUse> uses)
    {
        _module = type.Module;
        _uses = uses;
        List<string> names = [member];
        for (; type.DeclaringType is { } outer; type = outer)
            names.Insert(0, type.Name);
        _user = type.FullName;
        _member = Written(names);
    }

    public void Use(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case IModifierType modified:
                Use(modified.ModifierType);
                Use(modified.ElementType);
                return;
            case FunctionPointerType pointer:
                UseSignature(pointer);
                return;
            case GenericInstanceType generic:
                foreach (var argument in generic.GenericArguments)
                    Use(argument);
                Use(generic.ElementType);
                return;
            case TypeSpecification wrapped:
                Use(wrapped.ElementType);
                return;
        }

        if (type.Scope != _module)
            return;
        while (type.DeclaringType is { } outer)
            type = outer;
        if (type.FullName != _user)
            _uses.Add(new TypeUse(_user, _member, type.FullName));
    }

    public void UseSignature(IMethodSignature method)
    {
        Use(method.ReturnType);
        foreach (var parameter in method.Parameters)
            Use(parameter.ParameterType);
    }

    public void UseMethod(MethodReference method)
    {
        Use(method.DeclaringType);
        UseSignature(method);
        if (method is not GenericInstanceMethod generic)
            return;
        foreach (var argument in generic.GenericArguments)
            Use(argument);
    }

    public void UseOperand(Instruction instruction)
    {
        switch (instruction.Operand)
        {
            case TypeReference type:
                Use(type);
                break;
            case MethodReference method:
                UseMethod(method);
                break;
            case FieldReference field:
                Use(field.DeclaringType);
                Use(field.FieldType);
                break;
            case CallSite site:
                UseSignature(site);
                break;
        }
    }

    public void UseConstraints(IGenericParameterProvider provider)
    {
        foreach (var parameter in provider.GenericParameters)
        {
            UseAttributes(parameter);
            foreach (var constraint in parameter.Constraints)
            {
                Use(constraint.ConstraintType);
                UseAttributes(constraint);
            }
        }
    }

    public void UseAttributes(ICustomAttributeProvider provider)
    {
        foreach (var attribute in provider.CustomAttributes)
        {
            UseMethod(attribute.Constructor);
            foreach (var argument in attribute.ConstructorArguments)
                UseArgument(argument);
            foreach (var argument in attribute.Fields.Concat(attribute.Properties))
                UseArgument(argument.Argument);
        }
    }

    private void UseArgument(CustomAttributeArgument argument)
    {
        Use(argument.Type);
        switch (argument.Value)
        {
            case TypeReference type:
                Use(type);
                break;
            case CustomAttributeArgument boxed:
                UseArgument(boxed);
                break;
            case CustomAttributeArgument[] many:
                foreach (var one in many)
                    UseArgument(one);
                break;
        }
    }

    /// <summary>The member as it is written in the source: for a closure or the class of an async method, the method that it was made from.</summary>
    private static string Written(IEnumerable<string> names)
    {
        List<string> written = [];
        foreach (var name in names)
        {
            if (Generated().Match(name) is not { Success: true } generated)
            {
                written.Add(name);
                continue;
            }

            if (generated.Groups["source"].Value is not { Length: > 0 } source)
                continue;
            written.Add(source);
            break;
        }

        return string.Join('.', written.Where(name => name.Length > 0));
    }

    // <Open>d__21, <Open>b__0, <Leases>k__BackingField, <options>P, <>c, <>c__DisplayClass1_0; <<Create>b__0>d within a closure.
    [GeneratedRegex(@"^<+(?<source>[^<>]*)>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Generated();
}
