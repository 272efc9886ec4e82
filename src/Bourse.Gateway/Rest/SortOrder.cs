namespace Bourse.Gateway.Rest;

/// <summary>The direction in which rows are given.</summary>
internal enum SortOrder
{
    /// <summary>Oldest first.</summary>
    Ascending,

    /// <summary>Newest first.</summary>
    Descending,
}
