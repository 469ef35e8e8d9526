// Most tests here start processes, and some load a whole machine: side by side they would only measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
