using System.Text.Json;
using ActorInput.Host.Common;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ActorInput.Host.Gateway;

/// <summary>How the API describes itself at <c>/openapi/v1.json</c>: as its readers take it and its answers are, in words that are the API's own.</summary>
internal static class ApiDescription
{
    private const string Suffix = "Body";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.CreateSchemaReferenceId = type => type.Type == typeof(JsonElement) ? null : NameOf(type.Type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Correct(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Correct(operation, context);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "ActorInput";
            document.Info.Description = "Press buttons on a fleet of game emulators, and look at the games.";
            document.Info.Version = HostVersion.Text;
            return Task.CompletedTask;
        });
    });

    /// <summary>A body is named by what it is, without what our classes call it; null for what needs no other name.</summary>
    private static string? NameOf(Type type) => type.Namespace == typeof(ApiDescription).Namespace && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
        ? type.Name[..^Suffix.Length]
        : null;

    private static void Correct(OpenApiSchema schema, Type type)
    {
        if (type == typeof(MemoryRangeRequest))
        {
            // The reader takes a text in its place.
            schema.AnyOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.String, Description = "address:length, for example 0xC100:16; an address alone is one byte." },
                new OpenApiSchema { Type = JsonSchemaType.Object, Properties = schema.Properties, Required = schema.Required },
            ];
            (schema.Type, schema.Properties, schema.Required) = (null, null, null);
        }
        else if (type == typeof(JsonElement))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Description = "The members emulator, dialect and stateHash, and those of the emulator's dialect.";
        }
        else if ((Nullable.GetUnderlyingType(type) ?? type).IsEnum)
        {
            schema.Type = JsonSchemaType.String;
        }
    }

    private static void Correct(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        // A parameter that a route checks by itself is optional to the framework.
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter is { In: ParameterLocation.Query, Name: "address" })
                parameter.Required = true;
        }

        // One batch is answered with its execution, several with a list of them.
        if (context.Description.RelativePath is "api/batches" or "api/batches/" && context.Description.HttpMethod == HttpMethods.Post
            && operation.Responses?.TryGetValue("200", out var ok) == true && ok.Content?.TryGetValue("application/json", out var content) == true)
        {
            content.Schema = new OpenApiSchema
            {
                AnyOf = [new OpenApiSchemaReference(NameOf(typeof(ExecutionBody))!, context.Document), new OpenApiSchemaReference(NameOf(typeof(ExecutionsBody))!, context.Document)],
            };
        }
    }
}
