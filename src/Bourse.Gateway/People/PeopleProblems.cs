using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.People;

/// <summary>Why users and keys are not changed.</summary>
internal static class PeopleProblems
{
    /// <summary>Of what there is not and of what is somebody else's alike.</summary>
    public static readonly Problem UnknownUser = new(
        StatusCodes.Status404NotFound, ProblemCode.Unknown, "There is no such user.", "user");

    public static readonly Problem UnknownKey = new(
        StatusCodes.Status404NotFound, ProblemCode.Unknown, "There is no such key.", "id");

    public static readonly Problem MoreRights = new(
        StatusCodes.Status403Forbidden, ProblemCode.Forbidden, "A key or token gives no rights that it has not itself.");

    public static readonly Problem NotOneself = new(
        StatusCodes.Status403Forbidden, ProblemCode.Forbidden, "Only an admin changes that; a user changes the password.");

    private static readonly Problem Taken = new(
        StatusCodes.Status409Conflict, ProblemCode.NameTaken, "There is a user of that name already.", "user");

    private static readonly Problem Full = new(
        StatusCodes.Status422UnprocessableEntity, ProblemCode.TooMany, "There are as many as there may be.");

    private static readonly Problem LastAdmin = new(
        StatusCodes.Status409Conflict, ProblemCode.LastAdmin, "Nobody else is an admin: make another one first.", "user");

    /// <summary>Null where it was done.</summary>
    /// <param name="unknown">Of what is not there.</param>
    public static Problem? Of(DirectoryAnswer answer, Problem unknown) => answer switch
    {
        DirectoryAnswer.Done => null,
        DirectoryAnswer.Taken => Taken,
        DirectoryAnswer.Full => Full,
        DirectoryAnswer.LastAdmin => LastAdmin,
        _ => unknown,
    };
}
