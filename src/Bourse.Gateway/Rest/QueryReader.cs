using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Bourse.Gateway.Rest;

/// <summary>
/// Reads the query parameters of one request and remembers the first that is wrong. A parameter that the operation
/// does not have is refused, so that a misspelt one is never silently left out.
/// </summary>
internal ref struct QueryReader
{
    private readonly QueryString _query;

    public QueryReader(HttpContext context, Operation operation)
    {
        _query = context.Request.QueryString;
        foreach (var pair in new QueryStringEnumerable(_query.Value))
            Fault ??= Check(pair.DecodeName().Span, operation);
    }

    /// <summary>What is wrong with the first parameter that is; null while all is well.</summary>
    public Problem? Fault { get; private set; }

    /// <summary>The parameter's value, or <paramref name="absent"/> where it is not given or not right.</summary>
    public T Read<T>(QueryParameter<T> parameter, T absent)
    {
        var isGiven = false;
        var result = absent;
        foreach (var pair in new QueryStringEnumerable(_query.Value))
        {
            if (!pair.DecodeName().Span.SequenceEqual(parameter.Name))
                continue;
            var text = pair.DecodeValue().Span;
            if (isGiven)
                Refuse(parameter.Name, $"'{parameter.Name}' is given twice.");
            else if (parameter.TryRead(text, out var value))
                (result, isGiven) = (value, true);
            else
                Refuse(parameter.Name, $"'{Shown.Short(text)}' is not {parameter.Expected}.");
        }

        return result;
    }

    /// <summary>Remembers a fault that only two parameters together have.</summary>
    public void Refuse(string field, string detail) => Fault ??= Problem.InvalidParameter(field, detail);

    public void Refuse(Problem problem) => Fault ??= problem;

    private static Problem? Check(ReadOnlySpan<char> name, Operation operation)
    {
        foreach (var parameter in operation.Query)
            if (name.SequenceEqual(parameter.Name))
                return null;

        var known = operation.Query.Count == 0
            ? "there are none here"
            : $"known are {string.Join(", ", operation.Query.Select(parameter => parameter.Name))}";
        return new Problem(
            StatusCodes.Status400BadRequest,
            ProblemCode.UnknownParameter,
            $"There is no parameter '{Shown.Short(name)}': {known}.",
            Shown.Short(name));
    }
}
